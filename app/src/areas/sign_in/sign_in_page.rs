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
        let again = !form.fields().get("email").is_empty();
        let page = view! {
            <Title text="Sign in" />
            <Frame heading="Sign in" toast=flash.toast>
                <form method="post" action=paths::do_sign_in() class="flex flex-col gap-4">
                    <input type="hidden" name="next" value=onward />
                    <Field
                        at=form.at("email")
                        label="E-mail address"
                        kind="email"
                        autocomplete="username"
                        maxlength=254
                        focus=!again
                    />
                    <Field
                        at=form.at("password")
                        label="Password"
                        kind="password"
                        autocomplete="current-password"
                        maxlength=256
                        focus=again
                    />
                    <Button look=Look::Primary>"Sign in"</Button>
                </form>
                <p class="text-sm text-base-content/70">
                    "Invited, and no link at hand? " <a class="link" href=paths::renew_invitation()>"Get a new one"</a>
                </p>
            </Frame>
        };
        Ok(page.into_any())
    })
}
