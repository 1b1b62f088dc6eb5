//! What the demo would have mailed: there is no inbox to look into.

use leptos::prelude::*;
use leptos_meta::Title;
use services::mail::{self, Mail};

use crate::{
    context,
    error::{AppError, ErrorKind},
    page::page,
    time::Time,
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
            view! { <p>"No mail yet. Set up a family, and the invitation of its manager appears here."</p> }.into_any()
        } else {
            mails.into_iter().map(|mail| view! { <Letter mail/> }).collect_view().into_any()
        };
        Ok(view! {
            <Title text="Mail of the demonstration"/>
            <main id="main" class="mx-auto flex max-w-2xl flex-col gap-4 px-4 py-10">
                <h1 class="text-2xl font-semibold">"Mail of the demonstration"</h1>
                <p>"These mails went nowhere. In operation the portal sends them."</p>
                {list}
            </main>
        })
    })
}

#[component]
fn Letter(mail: Mail) -> impl IntoView {
    let Mail { to, subject, text, created_at, .. } = mail;
    let body = text
        .lines()
        .map(|line| match line.strip_prefix("http") {
            Some(_) => view! { <a class="link break-all" href=line.to_owned()>{line.to_owned()}</a> "\n" }.into_any(),
            None => view! { {line.to_owned()} "\n" }.into_any(),
        })
        .collect_view();
    view! {
        <article class="card border border-base-300 bg-base-100">
            <div class="card-body gap-2 p-5">
                <h2 class="text-base font-semibold">{subject}</h2>
                <p class="text-sm opacity-80">"To " {to} ", " <Time at=created_at/></p>
                <p class="whitespace-pre-wrap text-sm">{body}</p>
            </div>
        </article>
    }
}
