//! The sign-in page.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::frame::{Frame, Input};
use crate::{
    context, flash,
    page::page,
    paths::{self, Next},
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
        let email = flash.fields.get("email").to_owned();
        let again = !email.is_empty();
        let form = view! {
            <Title text="Sign in"/>
            <Frame heading="Sign in" toast=flash.toast>
                <form method="post" action=paths::do_sign_in() class="flex flex-col gap-4">
                    <input type="hidden" name="next" value=onward/>
                    <Input
                        name="email"
                        label="E-mail address"
                        r#type="email"
                        autocomplete="username"
                        value=email
                        autofocus=!again
                    />
                    <Input
                        name="password"
                        label="Password"
                        r#type="password"
                        autocomplete="current-password"
                        autofocus=again
                    />
                    <button type="submit" class="btn btn-primary">"Sign in"</button>
                </form>
            </Frame>
        };
        Ok(form.into_any())
    })
}
