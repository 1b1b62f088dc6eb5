//! The page an invitation's link leads to.

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
    let focus = form.errors().is_empty();
    view! {
        <Title text="Choose a password" />
        <Frame heading=format!("Welcome, {name}")>
            <p>"Choose a password for " <strong class="wrap-anywhere">{email.clone()}</strong> " and you are in."</p>
            <form method="post" action=paths::do_accept_invitation() class="flex flex-col gap-4">
                <input type="hidden" name="token" value=token />
                // For the password manager, which wants to know whose password it is.
                <input type="email" name="username" value=email autocomplete="username" readonly hidden />
                <Field
                    at=form.at("password")
                    label="New password"
                    hint=format!("At least {MIN_PASSWORD} characters. A few words together work well.")
                    kind="password"
                    autocomplete="new-password"
                    maxlength=256
                    focus
                />
                <Field
                    at=form.at("repeat")
                    label="The same again"
                    kind="password"
                    autocomplete="new-password"
                    maxlength=256
                />
                <Button look=Look::Primary>"Save and sign in"</Button>
            </form>
        </Frame>
    }
}

#[component]
fn Renew(token: String, toast: Option<Toast>) -> impl IntoView {
    let (heading, why) = if token == paths::NEW_INVITATION {
        ("Get a new link", "The mail with your invitation is gone? ".to_owned())
    } else {
        let why = format!("It was used already, is older than {INVITATION_DAYS} days, or was not copied whole. ");
        ("This link no longer works", why)
    };
    view! {
        <Title text=heading />
        <Frame heading toast=toast>
            <p>{why} "Tell us your e-mail address and we mail you a new one."</p>
            <form method="post" action=paths::do_renew_invitation() class="flex flex-col gap-4">
                <input type="hidden" name="token" value=token />
                <Field
                    at=At::empty("email")
                    label="E-mail address"
                    kind="email"
                    autocomplete="email"
                    maxlength=254
                />
                <Button look=Look::Primary>"Mail me a new link"</Button>
            </form>
            <p class="text-sm">
                "Have a password already? " <a class="link" href=paths::sign_in()>
                    "Sign in"
                </a>
            </p>
        </Frame>
    }
}
