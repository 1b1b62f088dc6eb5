//! Whose portal it is.

use leptos::prelude::*;

use crate::context;

/// The operator's logo, or the first letter of the portal's name on its colour. The name stands beside it.
#[component]
pub fn BrandMark() -> impl IntoView {
    let brand = context::state().brand;
    match brand.logo.clone() {
        Some(logo) => view! { <img class="h-8 w-auto max-w-28 shrink-0" src=logo alt="" /> }.into_any(),
        None => {
            let letter: String = brand.name.chars().take(1).flat_map(char::to_uppercase).collect();
            view! {
                <span
                    class="inline-grid size-8 shrink-0 place-items-center rounded-lg bg-primary font-semibold text-primary-content"
                    aria-hidden="true"
                >
                    {letter}
                </span>
            }
            .into_any()
        }
    }
}

/// Mark, portal and operator.
#[component]
pub fn BrandLogo() -> impl IntoView {
    let brand = context::state().brand;
    let operator = (brand.operator != brand.name).then(|| brand.operator.clone());
    view! {
        <BrandMark />
        <span class="min-w-0 leading-tight">
            <span class="block truncate text-base font-semibold">{brand.name.clone()}</span>
            {operator.map(|name| view! { <span class="block truncate text-xs text-base-content/70">{name}</span> })}
        </span>
    }
}
