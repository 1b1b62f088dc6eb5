//! The frame of pages for people who are not signed in: one card under the brand.

use leptos::prelude::*;

use crate::{
    context,
    flash::{Toast, Tone},
    frame::{BrandLogo, LanguageSwitch},
    paths,
    ui::{self, Alert},
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
    view! {
        <main id="main" class="mx-auto flex min-h-dvh max-w-md flex-col gap-6 px-4 py-8 sm:py-16">
            <p class="flex items-center gap-3">
                <BrandLogo />
            </p>
            <section class="card border border-base-300 bg-base-100">
                <div class="card-body gap-5 p-5 sm:p-6">
                    <h1>{heading}</h1>
                    {toast.map(|toast| view! { <Message toast /> })}
                    {children()}
                </div>
            </section>
            <Help />
        </main>
    }
}

/// What the last form came to, in the card.
#[component]
fn Message(
    /// The message.
    toast: Toast,
) -> impl IntoView {
    let tone = match toast.tone {
        Tone::Good => ui::Tone::Success,
        Tone::Plain => ui::Tone::Info,
        Tone::Bad => ui::Tone::Error,
    };
    view! { <Alert tone>{toast.text}</Alert> }
}

/// Who helps, and what one agrees to.
#[component]
fn Help() -> impl IntoView {
    let brand = context::state().brand;
    let mail = brand.support_email.clone();
    let phone = brand.support_phone.clone().map(|phone| view! { <span class="num">{phone}</span> });
    let lang = context::lang();
    let (terms, privacy) = (lang.pick("Terms", "Condiciones"), lang.pick("Privacy", "Privacidad"));
    let legal = [(terms, &brand.terms_url), (privacy, &brand.privacy_url)]
        .into_iter()
        .filter_map(|(label, url)| {
            url.as_ref().map(|url| view! { <a class="link py-2" href=url.to_string()>{label}</a> })
        })
        .collect_view();
    view! {
        <footer class="flex flex-wrap items-center gap-x-4 text-sm text-base-content/70">
            <a class="link py-2" href=format!("mailto:{mail}")>{mail.clone()}</a>
            {phone} {legal}
            <a class="link py-2" href=paths::leave_safely()>{lang.pick("A line of your own", "Una línea propia")}</a>
            <LanguageSwitch />
        </footer>
    }
}
