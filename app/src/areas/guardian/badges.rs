//! What was measured: one badge per channel.

use domain::{
    Lang,
    guardian::{Badge, Channel, Missing},
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    areas::family::Protection,
    context,
    time::Ago,
    ui::{Button, ButtonSize, Icon, Look, StatusBadge, Tone, glyph},
};

/// A badge in one line, for lists: `Texts: protected`.
#[component]
pub fn ChannelBadges(
    /// Texts, then calls.
    badges: [Badge; 2],
) -> impl IntoView {
    let lang = context::lang();
    let [texts, calls] = badges;
    view! {
        <span class="flex flex-wrap gap-1.5">
            {[(Channel::Text, texts), (Channel::Call, calls)]
                .map(|(channel, badge)| {
                    let (tone, sign, words) = short(&badge, lang);
                    view! { <StatusBadge tone text=format!("{}: {words}", channel.label(lang)) glyph=sign /> }
                })}
        </span>
    }
}

fn short(badge: &Badge, lang: Lang) -> (Tone, crate::ui::Glyph, String) {
    match badge {
        Badge::Protected => (Tone::Success, glyph::SHIELD, lang.pick("protected", "con protección").to_owned()),
        Badge::Watching => (Tone::Info, glyph::INFO, lang.pick("only watched", "solo vigilados").to_owned()),
        Badge::Missing(missing) => (Tone::Warning, glyph::ALERT, lacks(missing.len(), lang)),
        Badge::OffByChoice => (Tone::Neutral, glyph::CLOSE, lang.pick("not filtered", "sin filtro").to_owned()),
        Badge::Unknown => (Tone::Warning, glyph::QUESTION, lang.pick("not known yet", "aún no se sabe").to_owned()),
    }
}

fn lacks(n: usize, lang: Lang) -> String {
    match (n, lang) {
        (1, _) => lang.pick("one thing is missing", "falta una cosa").to_owned(),
        (n, Lang::En) => format!("{n} things are missing"),
        (n, Lang::Es) => format!("faltan {n} cosas"),
    }
}

/// Both channels in one badge, for a line's card; none where nothing is to be filtered.
pub fn protection(badges: &[Badge; 2], lang: Lang) -> Option<Protection> {
    let [texts, calls] = badges;
    let say = |tone, words: &str| Some(Protection { tone, words: words.to_owned() });
    let missing = badges.iter().map(|badge| if let Badge::Missing(all) = badge { all.len() } else { 0 }).sum();
    match (texts, calls) {
        _ if missing > 0 => {
            let words = lacks(missing, lang);
            say(Tone::Warning, &format!("Guardian: {words}"))
        }
        (Badge::Unknown, _) | (_, Badge::Unknown) => {
            say(Tone::Warning, lang.pick("Protection not known yet", "Aún no se sabe si hay protección"))
        }
        (Badge::Watching, _) => say(Tone::Info, lang.pick("Texts only watched", "Mensajes solo vigilados")),
        (Badge::Protected, Badge::Protected) => {
            say(Tone::Success, lang.pick("Texts and calls protected", "Mensajes y llamadas con protección"))
        }
        (Badge::Protected, _) => say(Tone::Success, lang.pick("Texts protected", "Mensajes con protección")),
        (_, Badge::Protected) => say(Tone::Success, lang.pick("Calls protected", "Llamadas con protección")),
        _ => None,
    }
}

/// The badge of a channel with what is missing and a button for each that repairs it.
#[component]
pub(super) fn BadgeCard(
    /// Which channel.
    channel: Channel,
    /// What was measured.
    badge: Badge,
    /// More to say when all is well, such as the level.
    #[prop(into)]
    note: String,
    /// Whose.
    subscriber: String,
    /// When it was read back.
    read_at: Option<Timestamp>,
    /// Changes are on their way: no repairs meanwhile.
    running: bool,
) -> impl IntoView {
    let lang = context::lang();
    let (ground, sign, sign_tone, title, words) = head(channel, &badge, lang);
    let missing = match badge {
        Badge::Missing(missing) => missing,
        _ => Vec::new(),
    };
    let rows = missing
        .into_iter()
        .enumerate()
        .map(|(i, missing)| view! { <Lacking channel missing subscriber=subscriber.clone() running first=i == 0 /> })
        .collect_view();
    let read = match read_at {
        Some(at) => view! { {lang.pick("Read back from the network ", "Leído de la red ")} <Ago at /> "." }.into_any(),
        None => lang.pick("Not read back from the network yet.", "Aún no se ha leído de la red.").into_any(),
    };
    let id = format!("{}-badge", channel.as_str());
    let title_id = id.clone();
    view! {
        <section class=format!("rounded-box border p-4 {ground}") aria-labelledby=id>
            <h2 id=title_id class="flex items-center gap-2 font-medium">
                <span class=sign_tone>
                    <Icon glyph=sign />
                </span>
                {title}
            </h2>
            <p class="mt-1 text-sm text-base-content/80">{words} " " {(!note.is_empty()).then(|| format!("{note} "))} {read}</p>
            <ul class="mt-1 space-y-2 text-sm empty:hidden">{rows}</ul>
        </section>
    }
}

fn head(
    channel: Channel,
    badge: &Badge,
    lang: Lang,
) -> (&'static str, crate::ui::Glyph, &'static str, String, &'static str) {
    let name = channel.label(lang);
    match badge {
        Badge::Protected => (
            "border-success/40 bg-success/8",
            glyph::SHIELD,
            "text-success",
            match channel {
                Channel::Text => lang.pick("Texts are protected", "Los mensajes están protegidos"),
                Channel::Call => lang.pick("Calls are protected", "Las llamadas están protegidas"),
            }
            .to_owned(),
            "",
        ),
        Badge::Watching => (
            "border-info/30 bg-info/12",
            glyph::INFO,
            "text-info",
            lang.pick("Texts are only watched", "Los mensajes solo se vigilan").to_owned(),
            lang.pick("Nothing is stopped yet.", "Todavía no se detiene nada."),
        ),
        Badge::Missing(missing) => (
            "border-warning bg-warning/12",
            glyph::ALERT,
            "text-warning-content dark:text-warning",
            format!("{name}: {}", lacks(missing.len(), lang)),
            lang.pick("What is saved here is not all in force.", "No todo lo guardado aquí está en vigor."),
        ),
        Badge::OffByChoice => (
            "border-base-300 bg-base-100",
            glyph::CLOSE,
            "text-base-content/70",
            format!("{name}: {}", lang.pick("not filtered", "sin filtro")),
            lang.pick("Switched off here, and off in the network.", "Apagado aquí y también en la red."),
        ),
        Badge::Unknown => (
            "border-warning bg-warning/12",
            glyph::QUESTION,
            "text-warning-content dark:text-warning",
            format!("{name}: {}", lang.pick("not known yet", "aún no se sabe")),
            lang.pick(
                "Nobody has looked in the network yet, so we don’t say that it works.",
                "Nadie ha mirado en la red todavía, así que no decimos que funcione.",
            ),
        ),
    }
}

/// One missing piece.
#[component]
fn Lacking(channel: Channel, missing: Missing, subscriber: String, running: bool, first: bool) -> impl IntoView {
    let lang = context::lang();
    let words = missing.words(channel, lang);
    let repair = missing.repair(lang).filter(|_| !running).map(|verb| {
        let label = format!("{verb}: {words}");
        view! {
            <form method="post" action="/do/repair-guardian">
                <input type="hidden" name="subscriber" value=subscriber />
                <input type="hidden" name="channel" value=channel.as_str() />
                <input type="hidden" name="missing" value=missing.word() />
                <Button look=if first { Look::Quiet } else { Look::Ghost } size=ButtonSize::Small label>
                    {verb}
                </Button>
            </form>
        }
    });
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span class="min-w-0 wrap-anywhere">{words}</span>
            {repair}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_called_protected_only_where_all_that_is_wanted_was_measured() {
        let words = |badges: [Badge; 2]| protection(&badges, Lang::En).map(|p| (p.tone, p.words));
        assert_eq!(words([Badge::OffByChoice, Badge::OffByChoice]), None);
        let both = (Tone::Success, "Texts and calls protected".to_owned());
        assert_eq!(words([Badge::Protected, Badge::Protected]), Some(both));
        let one = (Tone::Success, "Texts protected".to_owned());
        assert_eq!(words([Badge::Protected, Badge::OffByChoice]), Some(one));
        let unknown = (Tone::Warning, "Protection not known yet".to_owned());
        assert_eq!(words([Badge::Protected, Badge::Unknown]), Some(unknown));
        let missing = (Tone::Warning, "Guardian: one thing is missing".to_owned());
        assert_eq!(words([Badge::Missing(vec![Missing::Flag]), Badge::Protected]), Some(missing));
    }
}
