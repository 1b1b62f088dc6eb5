//! A form that was open while somebody else saved.

use domain::{
    Fields,
    guardian::{Settings, settings_fields, settings_of},
};
use services::{
    Error,
    guardian::{self, Page, Saved},
};

use super::api::page_of;
use crate::{context, error::AppError};

/// Says from which version on others saved, among the fields that come back.
pub(super) const SINCE: &str = "since";

/// What became of such a form.
pub(super) enum Settled {
    /// It changes nothing that others changed: it was saved beside theirs.
    Beside(Saved),
    /// All of it is so already: the same form was sent twice.
    Same(Saved),
    /// What was typed, over what is saved now.
    Typed(Fields),
}

/// Saves a form of an older version where it is about other things, else has it shown again.
pub(super) async fn settle(subscriber: &str, version: i32, typed: &Fields) -> Result<Settled, AppError> {
    let (state, actor) = (context::state(), context::actor()?);
    let now = page_of(subscriber).await?;
    let seen = seen(subscriber, version).await?;
    let then = settings_fields(&seen, &now.levels);
    let again = |now: &Page| {
        let mut fields = over(&then, typed, &settings_fields(&now.settings, &now.levels));
        fields.set(SINCE, version.to_string());
        Settled::Typed(fields)
    };
    if collide(&then, typed, &settings_fields(&now.settings, &now.levels)) {
        return Ok(again(&now));
    }
    let Ok(mine) = settings_of(typed, &seen, &now.levels) else { return Ok(again(&now)) };
    let Some(both) = guardian::merge(&seen, &mine, &now.settings) else { return Ok(again(&now)) };
    let same = both == now.settings;
    match guardian::save(&state.db, &state.letterhead(), &actor, subscriber, now.version, both).await {
        Ok(saved) if same => Ok(Settled::Same(saved)),
        Ok(saved) => Ok(Settled::Beside(saved)),
        // Once more in between, or a fault of the whole: the person looks at it.
        Err(Error::Stale | Error::Invalid(_)) => Ok(again(&page_of(subscriber).await?)),
        Err(other) => Err(other.into()),
    }
}

/// What a person's settings were at a version; as they are now where that version is none.
pub(super) async fn seen(subscriber: &str, version: i32) -> Result<Settings, AppError> {
    let (state, actor) = (context::state(), context::actor()?);
    let mut tx = state.db.begin(&actor).await?;
    match guardian::at_version(&mut tx, &actor, subscriber, version).await {
        Ok(settings) => Ok(settings),
        Err(Error::Stale) => Ok(guardian::page(&mut tx, &state.brand, &actor, subscriber).await?.settings),
        Err(other) => Err(other.into()),
    }
}

/// Whether a field was changed from what was seen by both, and not to the same.
fn collide(seen: &Fields, typed: &Fields, now: &Fields) -> bool {
    let mut names = seen.0.keys().chain(typed.0.keys()).chain(now.0.keys()).filter(|name| is_setting(name));
    names.any(|name| {
        let [seen, typed, now] = [seen, typed, now].map(|fields| lines(fields.get(name)));
        // A choice of one's own says only that some switch was turned, and the switches speak for themselves.
        let own = name == "texts.level" && (typed == "own" || now == "own");
        !own && typed != seen && now != seen && typed != now
    })
}

/// Whether a field is one of the settings form's own.
fn is_setting(name: &str) -> bool {
    name.starts_with("texts.") || name.starts_with("calls.") || name == "notify"
}

/// The fields as they are now, with those in place that were changed from what was seen.
fn over(seen: &Fields, typed: &Fields, now: &Fields) -> Fields {
    let mut fields = now.clone();
    let names = seen.0.keys().chain(typed.0.keys()).chain(now.0.keys());
    for name in names.filter(|name| is_setting(name)) {
        if lines(typed.get(name)) != lines(seen.get(name)) {
            fields.set(name.clone(), typed.get(name));
        }
    }
    fields
}

/// Browsers post line breaks of two characters.
fn lines(raw: &str) -> String {
    raw.replace("\r\n", "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_lies_over_what_others_saved() {
        let seen = Fields::from([("texts.links", "on"), ("texts.level", "own"), ("notify", "1\n2")]);
        let typed = Fields::from([("texts.level", "child"), ("notify", "1\r\n2"), ("version", "3")]);
        let now = Fields::from([("texts.links", "on"), ("texts.media", "on"), ("texts.level", "own"), ("notify", "1")]);
        let fields = over(&seen, &typed, &now);
        assert_eq!((fields.get("texts.level"), fields.get("notify")), ("child", "1"));
        assert!(!fields.ticked("texts.links") && fields.ticked("texts.media"));
        assert_eq!(fields.get("version"), "");
    }

    #[test]
    fn two_changes_of_one_field_collide_and_of_two_do_not() {
        let fields = |mode: &str, level: &str, links: &str| {
            Fields::from([("texts.mode", mode), ("texts.level", level), ("texts.links", links)])
        };
        let seen = fields("off", "own", "");
        assert!(collide(&seen, &fields("enforce", "own", ""), &fields("watch_only", "own", "")));
        assert!(collide(&seen, &fields("off", "child", ""), &fields("off", "teenager", "on")));
        assert!(!collide(&seen, &fields("enforce", "own", ""), &fields("off", "own", "on")));
        assert!(!collide(&seen, &fields("enforce", "own", ""), &fields("enforce", "own", "on")));
    }
}
