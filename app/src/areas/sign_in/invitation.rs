//! The page an invitation's link leads to.

use domain::Lang;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::identity::{INVITATION_DAYS, Invitation, MIN_PASSWORD};

use super::frame::Frame;
use crate::{
    context,
    flash::{self, Toast},
    forms::{At, Field, FormState},
    page::page,
    paths,
    ui::{Button, Look},
};

/// Choose a password; or, when the link no longer works, ask for a new one.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = use_params_map().read_untracked().get("token").unwrap_or_default();
    page(async move {
        // The address of this page is a secret: no other site may learn it.
        context::set_header(http::header::REFERRER_POLICY, "same-origin");
        let flash = flash::take().await?;
        match services::identity::invitation(&context::state().db, &token).await {
            Ok(invitation) => {
                let form = FormState::new(flash.fields, flash.errors);
                Ok(view! { <Accept token invitation form /> }.into_any())
            }
            Err(services::Error::Expired) if token == paths::NEW_INVITATION => {
                Ok(view! { <Renew token toast=flash.toast /> }.into_any())
            }
            Err(services::Error::Expired) => {
                context::set_status(http::StatusCode::GONE.as_u16());
                Ok(view! { <Renew token toast=flash.toast /> }.into_any())
            }
            Err(other) => Err(other.into()),
        }
    })
}

#[component]
fn Accept(token: String, invitation: Invitation, form: FormState) -> impl IntoView {
    let Invitation { name, email } = invitation;
    let lang = context::lang();
    let least = match lang {
        Lang::En => format!("At least {MIN_PASSWORD} characters. A few words together work well."),
        Lang::Es => format!("Al menos {MIN_PASSWORD} caracteres. Unas cuantas palabras juntas sirven bien."),
    };
    let focus = form.errors().is_empty();
    view! {
        <Title text=lang.pick("Choose a password", "Elige una contraseña") />
        <Frame heading=format!("{}, {name}", lang.pick("Welcome", "Te damos la bienvenida"))>
            <p>{lang.pick("Choose a password for ", "Elige una contraseña para ")} <strong class="wrap-anywhere">{email.clone()}</strong>
                {lang.pick(" and you are in.", " y listo.")}</p>
            <form method="post" action=paths::do_accept_invitation() class="flex flex-col gap-4">
                <input type="hidden" name="token" value=token />
                // For the password manager, which wants to know whose password it is.
                <input type="email" name="username" value=email autocomplete="username" readonly hidden />
                <Field
                    at=form.at("password")
                    label=lang.pick("New password", "Contraseña nueva")
                    hint=least
                    kind="password"
                    autocomplete="new-password"
                    maxlength=256
                    focus
                />
                <Field
                    at=form.at("repeat")
                    label=lang.pick("The same again", "La misma otra vez")
                    kind="password"
                    autocomplete="new-password"
                    maxlength=256
                />
                <Button look=Look::Primary>{lang.pick("Save and sign in", "Guardar y entrar")}</Button>
            </form>
        </Frame>
    }
}

#[component]
fn Renew(token: String, toast: Option<Toast>) -> impl IntoView {
    let lang = context::lang();
    let (heading, why) = if token == paths::NEW_INVITATION {
        let why = lang.pick("The mail with your invitation is gone? ", "¿Ya no tienes el correo con tu invitación? ");
        (lang.pick("Get a new link", "Pide un enlace nuevo"), why.to_owned())
    } else {
        let why = match lang {
            Lang::En => format!("It was used already, is older than {INVITATION_DAYS} days, or was not copied whole. "),
            Lang::Es => format!("Ya se usó, tiene más de {INVITATION_DAYS} días o no se copió completo. "),
        };
        (lang.pick("This link no longer works", "Este enlace ya no funciona"), why)
    };
    view! {
        <Title text=heading />
        <Frame heading toast=toast>
            <p>{why} {lang.pick("Tell us your e-mail address and we mail you a new one.", "Dinos tu correo y te mandamos uno nuevo.")}</p>
            <form method="post" action=paths::do_renew_invitation() class="flex flex-col gap-4">
                <input type="hidden" name="token" value=token />
                <Field
                    at=At::empty("email")
                    label=lang.pick("E-mail address", "Correo electrónico")
                    kind="email"
                    autocomplete="email"
                    maxlength=254
                />
                <Button look=Look::Primary>{lang.pick("Mail me a new link", "Mándame un enlace nuevo")}</Button>
            </form>
            <p class="text-sm">
                {lang.pick("Have a password already? ", "¿Ya tienes contraseña? ")} <a class="link" href=paths::sign_in()>
                    {lang.pick("Sign in", "Inicia sesión")}
                </a>
            </p>
        </Frame>
    }
}
