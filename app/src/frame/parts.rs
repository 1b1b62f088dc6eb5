//! Parts all frames share.

use domain::Action;
use leptos::prelude::*;

use crate::{
    context, flash,
    time::Time,
    ui::{self, Tone},
};

/// Leads the keyboard past the navigation; shows itself when it has the focus.
#[component]
pub(super) fn SkipLink() -> impl IntoView {
    view! {
        <a
            href="#main"
            class="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-40 focus:rounded-field focus:bg-base-100 focus:px-4 focus:py-3"
        >
            {context::lang().pick("Skip to content", "Ir al contenido")}
        </a>
    }
}

/// The message the last form left.
#[component]
pub fn FlashToast(
    /// The message.
    toast: Option<flash::Toast>,
) -> impl IntoView {
    toast.map(|toast| {
        let tone = match toast.tone {
            flash::Tone::Good => Tone::Success,
            flash::Tone::Plain => Tone::Info,
            flash::Tone::Bad => Tone::Error,
        };
        view! { <ui::Toast tone text=toast.text /> }
    })
}

/// Says that nothing here is real.
#[component]
pub(super) fn SandboxLine(
    /// What is not.
    text: &'static str,
    /// Where it shows.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <aside aria-label="Sandbox" class=format!("border-b border-base-300 px-4 py-1.5 text-center text-xs {class}")>
            {text}
        </aside>
    }
}

/// "As of 8:58 PM · Refresh": how old a page's data is, and a button that has it read again.
#[component]
pub fn DataAge(
    /// When it was read, and whether that is going well.
    age: services::accounts::DataAge,
    /// The page to come back to.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let lang = context::lang();
    let read = match age.read_at {
        Some(at) => view! { {lang.pick("As of ", "Datos de ")} <Time at /> }.into_any(),
        None => lang.pick("Not read yet", "Aún no se ha leído").into_any(),
    };
    let trouble = age.failed_at.map(|at| {
        view! { <span class="text-error">{lang.pick("The last try failed, ", "El último intento falló, ")} <Time at /> "."</span> }
    });
    // Families wait for the next reading: the rate at which Telegent may be asked is the operator's.
    let may_ask = context::maybe_actor().is_some_and(|actor| actor.may(Action::RefreshProjection).is_ok());
    let ask = match (age.reading, may_ask) {
        (true, _) => view! {
            <span aria-hidden="true">"·"</span>
            <span>{lang.pick("Reading again now", "Leyendo otra vez")}</span>
        }
        .into_any(),
        (false, true) => view! {
            <span aria-hidden="true">"·"</span>
            <button class="cursor-pointer py-2 link">{lang.pick("Refresh", "Actualizar")}</button>
        }
        .into_any(),
        (false, false) => ().into_any(),
    };
    view! {
        <form method="post" action="/do/refresh" class="flex flex-wrap items-center gap-x-2 text-xs text-base-content/70">
            <input type="hidden" name="back" value=back />
            <span>{read}</span>
            {trouble}
            {ask}
        </form>
    }
}
