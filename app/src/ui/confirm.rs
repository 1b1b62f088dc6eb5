//! Asking before something is done that is not easily undone.

use leptos::prelude::*;

use super::{Button, ButtonSize, Look};
use crate::language::lang;

/// A button that opens a question; the question's form does the thing, or the form it stands in does. A popover: no
/// script, Escape closes it, and the focus starts on the way back.
#[component]
pub fn ConfirmDialog(
    /// Unique id in the page.
    #[prop(into)]
    id: String,
    /// The verb on the button that opens it.
    #[prop(into)]
    opener: String,
    /// The question.
    #[prop(into)]
    title: String,
    /// The name of that button for screen readers, where the verb needs its surroundings.
    #[prop(optional, into)]
    opener_label: Option<String>,
    /// How loud that button is.
    #[prop(default = Look::Ghost)]
    opener_look: Look,
    /// Where the question's own form posts.
    #[prop(optional, into)]
    action: String,
    /// Instead of an own form: the form to post, with `intent`.
    #[prop(optional, into)]
    form: Option<String>,
    /// What is posted as `intent`.
    #[prop(optional, into)]
    intent: Option<String>,
    /// The verb that does it.
    #[prop(into)]
    verb: String,
    /// How loud that verb is.
    #[prop(default = Look::Danger)]
    look: Look,
    /// What will happen in words, and hidden fields.
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let (labelled, shown, hidden) = (title_id.clone(), id.clone(), id.clone());
    let opener = match opener_label {
        Some(label) => {
            view! { <Button kind="button" look=opener_look size=ButtonSize::Small opens=shown label>{opener}</Button> }
                .into_any()
        }
        None => view! { <Button kind="button" look=opener_look opens=shown>{opener}</Button> }.into_any(),
    };
    let way_back = view! {
        <button type="button" class="btn btn-ghost" popovertarget=hidden popovertargetaction="hide" autofocus>
            {lang().pick("Keep it", "No, dejarlo así")}
        </button>
    };
    let does = match intent {
        Some(intent) => view! { <Button look name="intent" value=intent form=form.clone().unwrap_or_default() unchecked=true>{verb}</Button> }.into_any(),
        None => view! { <Button look>{verb}</Button> }.into_any(),
    };
    let question = view! {
        {children()}
        <div class="flex justify-end gap-2">{way_back} {does}</div>
    };
    let question = match form {
        Some(_) => view! { <div class="mt-2 space-y-4 text-sm">{question}</div> }.into_any(),
        None => view! { <form method="post" action=action class="mt-2 space-y-4 text-sm">{question}</form> }.into_any(),
    };
    view! {
        {opener}
        <div
            id=id
            popover="auto"
            role="dialog"
            aria-labelledby=labelled
            class="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-box border border-base-300 bg-base-100 p-5 text-base-content backdrop:bg-neutral/40"
        >
            <h2 class="font-semibold" id=title_id>{title}</h2>
            {question}
        </div>
    }
}
