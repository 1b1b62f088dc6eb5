//! What a person was told and has not looked at yet; the same went out by mail.

use leptos::prelude::*;
use services::notices::Notice;

use crate::{
    context,
    time::Ago,
    ui::{Button, ButtonSize, Card, Look},
};

/// Notices with where they lead, and a button that puts them away.
#[component]
pub(super) fn News(
    /// The newest first.
    notices: Vec<Notice>,
) -> impl IntoView {
    let lang = context::lang();
    (!notices.is_empty()).then(|| {
        let rows = notices
            .into_iter()
            .map(|notice| {
                view! {
                    <li class="py-3">
                        <a class="link font-medium wrap-anywhere" href=notice.href>{notice.title}</a>
                        <p class="text-sm wrap-anywhere text-base-content/75">{notice.body}</p>
                        <p class="text-xs text-base-content/70"><Ago at=notice.at /></p>
                    </li>
                }
            })
            .collect_view();
        view! {
            <Card title=lang.pick("What is new", "Novedades") id="news" class="mt-5">
                <ul class="divide-y divide-base-300">{rows}</ul>
                <form method="post" action="/do/seen-notices">
                    <Button look=Look::Quiet size=ButtonSize::Small>{lang.pick("I’ve seen it", "Ya lo vi")}</Button>
                </form>
            </Card>
        }
    })
}
