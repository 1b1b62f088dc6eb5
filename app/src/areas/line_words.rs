//! How a line's state is shown, to staff and families alike.

use leptos::prelude::*;
use services::accounts::{Line, LineStatus, Plan, UsageLevel};

use crate::{
    context,
    ui::{Ring, StatusBadge, Tone, glyph},
};

/// What the colour of a line's usage means.
pub(super) fn usage_tone(level: UsageLevel) -> Tone {
    match level {
        UsageLevel::Fine => Tone::Neutral,
        UsageLevel::Unknown | UsageLevel::Noticed | UsageLevel::Slowed => Tone::Warning,
        UsageLevel::Stopped => Tone::Error,
    }
}

/// `Family 10 GB, $39.99 a month`.
pub(super) fn plan_words(plan: &Plan) -> String {
    match (plan.price, plan.monthly) {
        (Some(price), true) => format!("{}, {price} {}", plan.name, context::lang().pick("a month", "al mes")),
        (Some(price), false) => format!("{}, {price} {}", plan.name, context::lang().pick("once", "una vez")),
        (None, _) => plan.name.clone(),
    }
}

/// A line's status in plain words.
#[component]
pub(super) fn LineBadge(
    /// The status.
    status: LineStatus,
    /// The upstream's word for it.
    raw: String,
) -> impl IntoView {
    let (tone, sign) = match status {
        LineStatus::Active => (Tone::Success, glyph::CHECK),
        LineStatus::Paused => (Tone::Warning, glyph::CLOCK),
        LineStatus::Cancelled => (Tone::Neutral, glyph::CLOSE),
        LineStatus::Pending => (Tone::Info, glyph::CLOCK),
        LineStatus::Other(_) => (Tone::Warning, glyph::QUESTION),
    };
    view! { <StatusBadge tone text=status.words(context::lang()).to_owned() raw glyph=sign /> }
}

/// How much of a line's data is used, at a glance.
#[component]
pub(super) fn UsageRing(
    /// The line.
    line: Line,
) -> impl IntoView {
    let usage = &line.usage;
    let marks = [usage.notify, usage.throttle].into_iter().flatten().filter_map(|mark| usage.at(mark)).collect();
    view! { <Ring percent=line.usage.percent() marks tone=usage_tone(line.usage.level()) label=line.usage.amount(context::lang()) /> }
}
