//! Buttons and links that look like them.

use leptos::prelude::*;

/// How loud a button is. A screen has one primary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one main action.
    Primary,
    /// Another action.
    #[default]
    Quiet,
    /// The way back, or an aside.
    Ghost,
    /// Takes something away.
    Danger,
}

/// How big.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// In a form.
    #[default]
    Normal,
    /// In a row or header; still 44 px high where fingers are used.
    Small,
}

/// The classes of both; written out so that the stylesheet's builder sees them.
pub(crate) fn classes(look: Look, size: ButtonSize, wide: bool) -> String {
    let look = match look {
        Look::Primary => "btn-primary",
        Look::Quiet => "",
        Look::Ghost => "btn-ghost",
        Look::Danger => "btn-error btn-outline",
    };
    let size = match size {
        ButtonSize::Normal => "",
        ButtonSize::Small => "btn-sm pointer-coarse:min-h-11",
    };
    let wide = if wide { "w-full sm:w-auto" } else { "" };
    ["btn", look, size, wide].into_iter().filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A button of a form.
#[component]
pub fn Button(
    /// How loud.
    #[prop(optional)]
    look: Look,
    /// How big.
    #[prop(optional)]
    size: ButtonSize,
    /// `submit`, `button` or `reset`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// Name posted when this button is used.
    #[prop(optional, into)]
    name: Option<String>,
    /// Value posted under the name.
    #[prop(optional, into)]
    value: Option<String>,
    /// Id of the form, when the button stands outside of it.
    #[prop(optional, into)]
    form: Option<String>,
    /// Id of the popover it opens.
    #[prop(optional, into)]
    opens: Option<String>,
    /// The name for screen readers, where the visible words need their surroundings.
    #[prop(optional, into)]
    label: Option<String>,
    /// Cannot be used now; say why beside it.
    #[prop(optional)]
    disabled: bool,
    /// Posts without the browser's own checks.
    #[prop(optional)]
    unchecked: bool,
    /// As wide as its place on phones.
    #[prop(optional)]
    wide: bool,
    /// A verb, with a sign before it perhaps.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=kind
            class=classes(look, size, wide)
            name=name
            value=value
            form=form
            popovertarget=opens
            aria-label=label
            disabled=disabled
            formnovalidate=unchecked
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where to.
    #[prop(into)]
    href: String,
    /// How loud.
    #[prop(optional)]
    look: Look,
    /// How big.
    #[prop(optional)]
    size: ButtonSize,
    /// The name for screen readers, where the visible words need their surroundings.
    #[prop(optional, into)]
    label: Option<String>,
    /// As wide as its place on phones.
    #[prop(optional)]
    wide: bool,
    /// A verb, with a sign before it perhaps.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=classes(look, size, wide) aria-label=label>
            {children()}
        </a>
    }
}
