//! A line on a family's first page.

use domain::person::first_name;
use leptos::prelude::*;
use services::accounts::Line;

use crate::{
    areas::line_words::{LineBadge, UsageRing},
    paths,
    ui::{Avatar, AvatarSize},
};

/// Whose line it is, what it used, its plan and state; the card leads to the line.
#[component]
pub(super) fn LineCard(
    /// The line.
    line: Line,
) -> impl IntoView {
    let whose = line.whose();
    let number = line.national();
    let name = if line.person.as_ref().is_some_and(|person| person.name.is_empty()) {
        number.clone()
    } else {
        first_name(&whose).to_owned()
    };
    let plan = line.plan.as_ref().map_or_else(|| "No plan".to_owned(), |plan| plan.name.clone());
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
                    <p class="num mt-1 text-base-content/75">{line.usage.words()}</p>
                </div>
                <UsageRing line=line.clone() />
            </div>
            <div class="flex items-center justify-between gap-3 border-t border-base-300 px-4 py-2.5">
                <LineBadge status=line.status raw=line.raw_status />
                <span class="min-w-0 truncate text-base-content/70">{plan}</span>
            </div>
        </li>
    }
}
