//! `/old-pin/{token}`: the old account's holder enters the PIN, and nothing else.

use domain::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::{
    Error,
    port_ins::{
        by_link::{self, OpenPin},
        links::Purpose,
    },
};

use super::letter_page::keep_secret;
use crate::{
    areas::errors::ErrorView,
    context,
    error::ErrorKind,
    flash,
    forms::{ErrorSummary, Field, FormState},
    frame::PlainFrame,
    page::page,
    ui::{Button, Card, Look, PageHeader},
};

fn token() -> String {
    use_params_map().read_untracked().get("token").unwrap_or_default()
}

/// The page.
#[component]
pub(super) fn PinPage() -> impl IntoView {
    let token = token();
    page(async move {
        keep_secret();
        let flash = flash::take().await?;
        let view = match by_link::pin(&context::state().db, &token).await {
            Ok(open) => {
                let form = FormState::new(flash.fields, flash.errors);
                view! { <Ask token open form /> }.into_any()
            }
            Err(Error::Expired) => view! { <ErrorView kind=ErrorKind::Expired /> }.into_any(),
            Err(other) => return Err(other.into()),
        };
        Ok(view! { <PlainFrame>{view}</PlainFrame> })
    })
}

#[component]
fn Ask(
    /// From the link.
    token: String,
    /// What is asked.
    open: OpenPin,
    /// What was typed.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let OpenPin { link, numbers, hint } = open;
    let carrier = hint.carrier.clone();
    let numbers = numbers.iter().map(|n| domain::phone::national(n)).collect::<Vec<_>>().join(", ");
    let title = match lang {
        Lang::En => format!("What is the PIN at {carrier}?"),
        Lang::Es => format!("¿Cuál es el PIN en {carrier}?"),
    };
    let by = &link.made_by;
    let lead = match lang {
        Lang::En => format!("{by} is moving {numbers}. Only you can make the PIN; {by} does not get to see it."),
        Lang::Es => format!("{by} está trasladando {numbers}. Solo tú puedes crear el PIN; {by} no llega a verlo."),
    };
    let label = hint.pin.label.about(&carrier, lang);
    let coach = format!("{} {}", hint.pin.hint.about(&carrier, lang), hint.who.about(&carrier, lang));
    let mut at = form.at("pin");
    at.value.clear();
    let numeric = if hint.pin.digits_only { "numeric" } else { "text" };
    let made = hint.pin_days.map(|days| {
        let hint = match lang {
            Lang::En => format!("It lives for {days} days"),
            Lang::Es => format!("Dura {days} días"),
        };
        view! {
            <Field
                at=form.at("made")
                label=lang.pick("When did you make it?", "¿Cuándo lo creaste?")
                hint
                kind="date"
                optional=true
            />
        }
    });
    view! {
        <PageHeader title lead />
        <form method="post" action="/do/enter-old-pin" novalidate=true class="mt-5 space-y-4">
            <ErrorSummary form=form.clone() />
            <input type="hidden" name="token" value=token />
            <Card>
                <Field
                    at
                    label
                    hint=coach
                    inputmode=numeric
                    num=true
                    maxlength=60
                    focus=form.errors().is_empty()
                />
                {made}
            </Card>
            <Button look=Look::Primary wide=true>{lang.pick("Save it", "Guardarlo")}</Button>
            <p class="text-sm text-base-content/75">
                {lang
                    .pick(
                        "It is sealed at once, goes to your old carrier alone and is erased when the move is over.",
                        "Se sella de inmediato, solo va a tu operador anterior y se borra cuando el traslado termina.",
                    )}
            </p>
        </form>
    }
}

/// `/old-pin/{token}/done`: thanks.
#[component]
pub(super) fn PinSavedPage() -> impl IntoView {
    let token = token();
    page(async move {
        keep_secret();
        let lang = context::lang();
        let view = match by_link::just_used(&context::state().db, Purpose::Pin, &token).await {
            Ok(_) => view! {
                <PageHeader title=lang.pick("Thank you, the PIN is saved", "Gracias, el PIN está guardado") />
                <p class="mt-5">
                    {lang
                        .pick(
                            "Nobody can read it here again. Keep the old plan until you hear that the move is done.",
                            "Nadie puede volver a leerlo aquí. Conserva el plan anterior hasta que te avisen que terminó.",
                        )}
                </p>
            }
            .into_any(),
            Err(Error::Expired) => view! { <ErrorView kind=ErrorKind::Expired /> }.into_any(),
            Err(other) => return Err(other.into()),
        };
        Ok(view! { <PlainFrame>{view}</PlainFrame> })
    })
}
