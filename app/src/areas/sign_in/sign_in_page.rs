//! The sign-in page.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::frame::Frame;
use crate::{
    context, flash,
    forms::{Field, FormState},
    page::page,
    paths::{self, Next},
    ui::{Button, Look},
};

/// E-mail address and password. Who is signed in already is led on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().read_untracked().get("next").and_then(|raw| Next::parse(&raw));
    page(async move {
        let onward = next.as_ref().map_or_else(paths::root, |next| next.as_str().to_owned());
        if context::maybe_actor().is_some() {
            context::redirect_to(&onward);
            return Ok(().into_any());
        }
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let lang = context::lang();
        let again = !form.fields().get("email").is_empty();
        let page = view! {
            <Title text=lang.pick("Sign in", "Iniciar sesión") />
            <Frame heading=lang.pick("Sign in", "Iniciar sesión") toast=flash.toast>
                <form method="post" action=paths::do_sign_in() class="flex flex-col gap-4">
                    <input type="hidden" name="next" value=onward />
                    <Field
                        at=form.at("email")
                        label=lang.pick("E-mail address", "Correo electrónico")
                        kind="email"
                        autocomplete="username"
                        maxlength=254
                        focus=!again
                    />
                    <Field
                        at=form.at("password")
                        label=lang.pick("Password", "Contraseña")
                        kind="password"
                        autocomplete="current-password"
                        maxlength=256
                        focus=again
                    />
                    <Button look=Look::Primary>{lang.pick("Sign in", "Iniciar sesión")}</Button>
                </form>
                <p class="text-sm text-base-content/70">
                    {lang.pick("Invited, and no link at hand? ", "¿Te invitaron y no tienes el enlace? ")}
                    <a class="link" href=paths::renew_invitation()>{lang.pick("Get a new one", "Pide uno nuevo")}</a>
                </p>
            </Frame>
        };
        Ok(page.into_any())
    })
}
