//! The page an invitation's link leads to.

use domain::FieldErrors;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::identity::{Invitation, MIN_PASSWORD};

use super::frame::{Frame, Input};
use crate::{
    context,
    flash::{self, Toast},
    page::page,
    paths,
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
            Ok(invitation) => Ok(view! { <Accept token invitation errors=flash.errors/> }.into_any()),
            Err(services::Error::Expired) => {
                context::set_status(http::StatusCode::GONE.as_u16());
                Ok(view! { <Renew token toast=flash.toast/> }.into_any())
            }
            Err(other) => Err(other.into()),
        }
    })
}

#[component]
fn Accept(token: String, invitation: Invitation, errors: FieldErrors) -> impl IntoView {
    let fault = |name: &str| errors.at(name).map(domain::Fault::message);
    let (password_fault, repeat_fault) = (fault("password"), fault("repeat"));
    let focus_repeat = password_fault.is_none() && repeat_fault.is_some();
    let hint = format!("At least {MIN_PASSWORD} characters. A few words together work well.");
    view! {
        <Title text="Choose a password"/>
        <Frame heading=format!("Welcome, {}", invitation.name)>
            <p>"Choose a password for " <strong>{invitation.email.clone()}</strong> " and you are in."</p>
            <form method="post" action=paths::do_accept_invitation() class="flex flex-col gap-4">
                <input type="hidden" name="token" value=token/>
                // For the password manager, which wants to know whose password it is.
                <input type="email" name="username" value=invitation.email autocomplete="username" readonly hidden/>
                <Input
                    name="password"
                    label="New password"
                    r#type="password"
                    autocomplete="new-password"
                    hint=Some(hint)
                    fault=password_fault
                    autofocus=!focus_repeat
                />
                <Input
                    name="repeat"
                    label="The same again"
                    r#type="password"
                    autocomplete="new-password"
                    fault=repeat_fault
                    autofocus=focus_repeat
                />
                <button type="submit" class="btn btn-primary">"Save and sign in"</button>
            </form>
        </Frame>
    }
}

#[component]
fn Renew(token: String, toast: Option<Toast>) -> impl IntoView {
    view! {
        <Title text="This link no longer works"/>
        <Frame heading="This link no longer works" toast=toast>
            <p>"It was used already or is older than seven days. Tell us your e-mail address and we mail you a new one."</p>
            <form method="post" action=paths::do_renew_invitation() class="flex flex-col gap-4">
                <input type="hidden" name="token" value=token/>
                <Input name="email" label="E-mail address" r#type="email" autocomplete="email"/>
                <button type="submit" class="btn btn-primary">"Mail me a new link"</button>
            </form>
            <p class="text-sm">
                "Have a password already? " <a class="link" href=paths::sign_in()>"Sign in"</a>
            </p>
        </Frame>
    }
}
