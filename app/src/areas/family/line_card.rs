//! A line on a family's first page.

use domain::{Lang, person::first_name, porting::Ball};
use leptos::prelude::*;
use services::{
    accounts::{Line, LineStatus, UsageLevel},
    port_ins::PortRow,
};

use crate::{
    areas::{
        line_words::{LineBadge, UsageRing},
        transfers::words::StateBadge,
    },
    context, paths,
    ui::{Avatar, AvatarSize, Icon, StatusBadge, Tone, glyph},
};

/// Whether a person's texts and calls are protected, as it was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// What its colour means.
    pub tone: Tone,
    /// `Texts and calls protected`
    pub words: String,
}

/// Whose line it is, what it used, its plan and state; the card leads to the line, and its one next action elsewhere.
#[component]
pub(super) fn LineCard(
    /// The line.
    line: Line,
    /// Whether the reader may set its limits.
    #[prop(optional)]
    may_limit: bool,
    /// Its number's way here, while it is not over.
    #[prop(optional_no_strip)]
    transfer: Option<PortRow>,
    /// Its person's protection, where that is known.
    #[prop(optional_no_strip)]
    protection: Option<Protection>,
) -> impl IntoView {
    let lang = context::lang();
    let whose = line.whose();
    let number = line.national();
    let name = if line.person.as_ref().is_some_and(|person| person.name.is_empty()) {
        number.clone()
    } else {
        first_name(&whose).to_owned()
    };
    let plan = match &line.plan {
        Some(plan) => plan.name.clone(),
        None if line.stands_in_for.is_some() => lang.pick("Temporary number", "Número temporal").to_owned(),
        None => lang.pick("No plan", "Sin plan").to_owned(),
    };
    let paused = line.pause.as_ref().filter(|pause| pause.paused);
    let used = match paused {
        Some(pause) => {
            let by = first_name(&pause.by);
            lang.pick_string(|| format!("Data is paused by {by}"), || format!("{by} pausó los datos"))
        }
        None => line.usage.words(lang),
    };
    let next = next_action(&line, transfer.as_ref(), may_limit, lang).map(|(href, words)| {
        let label = format!("{words}: {name}");
        view! {
            <a href=href class="relative z-1 btn btn-sm pointer-coarse:min-h-11" aria-label=label>
                {words}
                <Icon glyph=glyph::NEXT class="size-4" />
            </a>
        }
    });
    let transfer = transfer.map(|row| {
        view! { <StateBadge state=row.state reasons=row.reasons.len() carrier=row.carrier /> }
    });
    let protection = protection.map(|Protection { tone, words }| {
        view! { <StatusBadge tone text=words glyph=glyph::SHIELD /> }
    });
    view! {
        <li class="relative card border border-base-300 bg-base-100 hover:border-base-content/30">
            <div class="flex grow items-center gap-4 p-4">
                <Avatar name=whose size=AvatarSize::Large />
                <div class="min-w-0 grow">
                    <h2 class="font-medium">
                        <a href=paths::line(&line.number) class="after:absolute after:inset-0 after:rounded-box hover:underline">
                            {name}
                        </a>
                    </h2>
                    <p class="num text-base-content/70">{number}</p>
                    <p class="num mt-1 text-base-content/75">{used}</p>
                </div>
                <UsageRing line=line.clone() />
            </div>
            <div class="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 border-t border-base-300 px-4 py-2.5">
                <span class="flex min-w-0 flex-wrap items-center gap-2">
                    <LineBadge status=line.status raw=line.raw_status />
                    {protection}
                    {transfer}
                </span>
                <span class="min-w-0 truncate text-base-content/70">{plan}</span>
                {next}
            </div>
        </li>
    }
}

/// The one thing to do about a line: where it is done, and the verb. Nothing when all is well, or it is somebody else's.
fn next_action(line: &Line, transfer: Option<&PortRow>, may_limit: bool, lang: Lang) -> Option<(String, String)> {
    let own = |en: &str, es: &str| lang.pick(en, es).to_owned();
    if let Some(row) = transfer.filter(|row| row.state.ball() == Ball::You) {
        return Some((paths::transfer(&row.id.to_string()), own("Open the transfer", "Abrir el traslado")));
    }
    if !matches!(line.status, LineStatus::Active | LineStatus::Cancelled) {
        return Some((paths::line(&line.number), own("See why", "Ver por qué")));
    }
    if !may_limit || line.status == LineStatus::Cancelled {
        return None;
    }
    let limits = paths::limits(&line.number);
    if line.pause.as_ref().is_some_and(|pause| pause.paused) {
        return Some((format!("{limits}#pause"), own("Let data go on", "Reanudar los datos")));
    }
    match line.usage.level() {
        UsageLevel::Stopped => Some((limits, own("Raise the limit", "Subir el límite"))),
        UsageLevel::Slowed => Some((limits, own("Make it faster", "Devolver la velocidad"))),
        UsageLevel::Fine | UsageLevel::Noticed | UsageLevel::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::Megabytes;
    use services::accounts::Usage;

    use super::*;

    fn line(status: LineStatus, used_mb: u64) -> Line {
        let mark = |mb| Some(Megabytes::new(mb));
        Line {
            number: "+18015550143".into(),
            person: None,
            status,
            raw_status: String::new(),
            plan: None,
            usage: Usage { used: Some(used_mb << 20), throttle: mark(900), limit: mark(1_000), ..Usage::default() },
            pause: None,
            iccid: None,
            lpa: None,
            message_route: None,
            voice_route: None,
            stands_in_for: None,
            tnid: None,
            order_id: None,
            bought_on: None,
        }
    }

    fn verb(line: &Line, may_limit: bool) -> Option<String> {
        next_action(line, None, may_limit, Lang::En).map(|(_, verb)| verb)
    }

    #[test]
    fn a_line_has_one_next_action_or_none() {
        assert_eq!(verb(&line(LineStatus::Active, 100), true), None);
        assert_eq!(verb(&line(LineStatus::Active, 950), true).as_deref(), Some("Make it faster"));
        assert_eq!(verb(&line(LineStatus::Active, 1_000), true).as_deref(), Some("Raise the limit"));
        assert_eq!(verb(&line(LineStatus::Active, 1_000), false), None, "not the reader’s to do");
        assert_eq!(verb(&line(LineStatus::Paused, 0), false).as_deref(), Some("See why"));
        assert_eq!(verb(&line(LineStatus::Cancelled, 2_000), true), None);
    }
}
