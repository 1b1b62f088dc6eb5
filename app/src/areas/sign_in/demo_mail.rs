//! What the demo would have mailed: there is no inbox to look into.

use leptos::prelude::*;
use leptos_meta::Title;
use services::mail::{self, Mail};

use crate::{
    context,
    error::{AppError, ErrorKind},
    frame::PlainFrame,
    page::page,
    time::Time,
    ui::{Card, EmptyState, PageHeader, glyph},
};

/// The newest mails with their links; outside the demo there is nothing here.
#[component]
pub fn DemoMailPage() -> impl IntoView {
    page(async {
        let state = context::state();
        if !state.demo {
            return Err(AppError::new(ErrorKind::NotFound));
        }
        let mails = mail::recent(&state.db, 50).await?;
        let list = if mails.is_empty() {
            view! {
                <EmptyState glyph=glyph::MAIL title="No mail yet">
                    <p>"Set up a family, and the invitation of its manager appears here."</p>
                </EmptyState>
            }
            .into_any()
        } else {
            mails.into_iter().map(|mail| view! { <Letter mail /> }).collect_view().into_any()
        };
        Ok(view! {
            <Title text="Mail of the demonstration" />
            <PlainFrame>
                <PageHeader title="Mail of the demonstration" />
                <p class="mb-4">"These mails went nowhere. In operation the portal sends them."</p>
                <div class="flex flex-col gap-4">{list}</div>
            </PlainFrame>
        })
    })
}

/// One mail; a line that is a link can be followed.
#[component]
fn Letter(mail: Mail) -> impl IntoView {
    let Mail { to, subject, text, created_at, .. } = mail;
    let body = text
        .lines()
        .map(|line| {
            let line = line.to_owned();
            if line.starts_with("http") {
                let href = line.clone();
                view! { <a class="link break-all" href=href>{line}</a> "\n" }.into_any()
            } else {
                view! { {line} "\n" }.into_any()
            }
        })
        .collect_view();
    view! {
        <Card title=subject>
            <p class="text-xs text-base-content/70">"To " {to} ", " <Time at=created_at /></p>
            <p class="text-sm whitespace-pre-wrap">{body}</p>
        </Card>
    }
}
