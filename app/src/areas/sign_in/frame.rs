//! The frame of pages for people who are not signed in: one card under the brand.

use leptos::prelude::*;

use crate::{
    context,
    flash::{Toast, Tone},
};

/// Brand, heading, the message of the last form, content, and where to find help.
#[component]
pub fn Frame(
    /// The page's question.
    #[prop(into)]
    heading: String,
    /// The message of the last form.
    #[prop(optional_no_strip)]
    toast: Option<Toast>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let state = context::state();
    let brand = state.brand;
    let banner = state.demo.then(|| {
        view! { <p class="bg-warning/20 px-4 py-2 text-center text-sm">"Demonstration with made-up families."</p> }
    });
    let logo = match brand.logo.clone() {
        Some(logo) => view! { <img class="h-9 self-center" src=logo alt=brand.name.clone()/> }.into_any(),
        None => view! { <p class="text-center text-lg font-semibold">{brand.name.clone()}</p> }.into_any(),
    };
    let phone = brand.support_phone.clone().map(|phone| format!(" or call {phone}"));
    let legal = [("Terms", &brand.terms_url), ("Privacy", &brand.privacy_url)]
        .into_iter()
        .filter_map(|(label, url)| url.as_ref().map(|url| view! { <a class="link" href=url.to_string()>{label}</a> }))
        .collect_view();
    view! {
        {banner}
        <main id="main" class="mx-auto flex max-w-md flex-col gap-6 px-4 py-10 sm:py-16">
            {logo}
            <section class="card border border-base-300 bg-base-100">
                <div class="card-body gap-4 p-5 sm:p-6">
                    <h1 class="text-2xl font-semibold">{heading}</h1>
                    {toast.map(|toast| view! { <Message toast/> })}
                    {children()}
                </div>
            </section>
            <footer class="flex flex-wrap justify-center gap-x-4 gap-y-2 text-sm opacity-80">
                <span>
                    "Help: " <a class="link" href=format!("mailto:{}", brand.support_email)>{brand.support_email.clone()}</a>
                    {phone}
                </span>
                {legal}
            </footer>
        </main>
    }
}

/// A message, read out when it is a refusal.
#[component]
fn Message(
    /// The message.
    toast: Toast,
) -> impl IntoView {
    let (class, role) = match toast.tone {
        Tone::Good => ("alert alert-success alert-soft", "status"),
        Tone::Plain => ("alert alert-info alert-soft", "status"),
        Tone::Bad => ("alert alert-error alert-soft", "alert"),
    };
    view! { <div class=class role=role>{toast.text}</div> }
}

/// A labelled input with its hint and its fault.
#[component]
pub fn Input(
    /// Name of the field; also the id.
    name: &'static str,
    /// What it asks for.
    label: &'static str,
    /// `text`, `email`, `password`.
    r#type: &'static str,
    /// What a password manager should offer.
    autocomplete: &'static str,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// What helps.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional_no_strip)]
    fault: Option<String>,
    /// Whether to begin here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let (hint_id, fault_id) = (format!("{name}-hint"), format!("{name}-fault"));
    let described = [hint.as_ref().map(|_| hint_id.clone()), fault.as_ref().map(|_| fault_id.clone())];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let invalid = fault.is_some();
    let class = if invalid { "input input-error w-full" } else { "input w-full" };
    view! {
        <div class="flex flex-col gap-1">
            <label for=name class="text-sm font-medium">{label}</label>
            <input
                id=name
                name=name
                type=r#type
                class=class
                autocomplete=autocomplete
                value=(!value.is_empty()).then_some(value)
                required
                autofocus=autofocus
                aria-invalid=invalid.then_some("true")
                aria-describedby=(!described.is_empty()).then_some(described)
            />
            {hint.map(|hint| view! { <p id=hint_id class="text-xs opacity-80">{hint}</p> })}
            {fault.map(|fault| view! { <p id=fault_id class="text-sm text-error">{fault}</p> })}
        </div>
    }
}
