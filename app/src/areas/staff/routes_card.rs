//! The routes of an account.

use leptos::prelude::*;
use services::accounts::RouteRow;

use crate::ui::{Card, CopyId, Icon, StatusBadge, Tone, glyph};

/// Where texts and calls go, and what is wrong with that.
#[component]
pub(super) fn RoutesCard(
    /// The routes.
    routes: Vec<RouteRow>,
) -> impl IntoView {
    let empty = routes.is_empty();
    let rows = routes.into_iter().map(|route| view! { <Row route /> }).collect_view();
    view! {
        <Card title="Routes" id="routes" flush=true>
            {if empty {
                view! {
                    <p class="px-5 pb-5 text-sm text-base-content/70">"None read yet. The first line makes what it needs."</p>
                }
                    .into_any()
            } else {
                view! { <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul> }.into_any()
            }}
        </Card>
    }
}

#[component]
fn Row(route: RouteRow) -> impl IntoView {
    let (sign, carries) = if route.voice { (glyph::CALL, "Calls") } else { (glyph::MESSAGE, "Texts") };
    let lines = if route.lines == 1 { "1 line".to_owned() } else { format!("{} lines", route.lines) };
    let off = route.enabled == Some(false);
    view! {
        <li class="flex items-start gap-3 px-5 py-3 text-sm">
            <span class="mt-0.5 text-base-content/70">
                <Icon glyph=sign />
            </span>
            <div class="min-w-0 grow">
                <p class="font-medium wrap-anywhere">{route.name}</p>
                <p class="text-xs text-base-content/70">{format!("{carries} of {lines}")}</p>
                <div class="mt-1 flex flex-wrap gap-1.5 empty:hidden">
                    {off.then(|| view! { <StatusBadge tone=Tone::Error text="Switched off" /> })}
                    {route
                        .bypass
                        .then(|| {
                            view! {
                                <StatusBadge
                                    tone=Tone::Warning
                                    text="Bypass is on: texts never reach your webhook"
                                    glyph=glyph::ALERT
                                />
                            }
                        })}
                </div>
                <CopyId label="Route" id=route.id />
            </div>
        </li>
    }
}
