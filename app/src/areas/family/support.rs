//! Where a family finds help.

use leptos::prelude::*;

use crate::{
    context,
    ui::{Icon, glyph},
};

/// E-mail and phone of the operator.
#[component]
pub(crate) fn Support() -> impl IntoView {
    let brand = context::state().brand;
    let mail = format!("mailto:{}", brand.support_email);
    let call = brand.support_phone.clone().map(|phone| {
        let href = format!("tel:{}", phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>());
        view! {
            <a class="flex min-h-11 items-center gap-2 hover:underline" href=href>
                <Icon glyph=glyph::CALL />
                <span class="num">{phone}</span>
            </a>
        }
    });
    view! {
        <section class="mt-4 rounded-box border border-base-300 px-5 py-3" aria-labelledby="support-title">
            <h2 id="support-title" class="text-sm">
                {context::lang().pick_string(
                    || format!("Questions? {} helps", brand.operator),
                    || format!("¿Preguntas? {} te ayuda", brand.operator),
                )}
            </h2>
            <div class="mt-1 flex flex-wrap gap-x-6">
                <a class="flex min-h-11 min-w-0 items-center gap-2 hover:underline" href=mail>
                    <Icon glyph=glyph::MAIL />
                    <span class="min-w-0 wrap-anywhere">{brand.support_email.clone()}</span>
                </a>
                {call}
            </div>
        </section>
    }
}
