//! Asking before something is done that is not easily undone.

use leptos::prelude::*;

use super::{Button, Look};

/// A button that opens a question; the question's form does the thing. A popover: no script, Escape closes it, and
/// the focus starts on the way back.
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
    /// Where the form posts.
    #[prop(into)]
    action: String,
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
    view! {
        <Button kind="button" look=Look::Ghost opens=shown>
            {opener}
        </Button>
        <div
            id=id
            popover="auto"
            role="dialog"
            aria-labelledby=labelled
            class="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-box border border-base-300 bg-base-100 p-5 text-base-content backdrop:bg-neutral/40"
        >
            <h2 class="font-semibold" id=title_id>{title}</h2>
            <form method="post" action=action class="mt-2 space-y-4 text-sm">
                {children()}
                <div class="flex justify-end gap-2">
                    <button type="button" class="btn btn-ghost" popovertarget=hidden popovertargetaction="hide" autofocus>
                        "Keep it"
                    </button>
                    <Button look=look>{verb}</Button>
                </div>
            </form>
        </div>
    }
}
