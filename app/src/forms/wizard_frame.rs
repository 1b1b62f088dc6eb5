//! The frame of a wizard's step.

use domain::wizard::{Kind, Step};
use jiff::Timestamp;
use leptos::prelude::*;
use uuid::Uuid;

use super::{ErrorSummary, FormState, Stepper};
use crate::{
    context, paths, time,
    ui::{Button, Icon, LinkButton, Look, PageHeader, glyph},
};

/// One step: stepper, question, form with its errors, the way back at the left, the way on at the right, and a
/// summary beside it (folded above the form on phones). Posts the hidden fields `draft`, `step` and `version`
/// with the step's own.
#[component]
pub fn WizardFrame(
    /// Which wizard.
    kind: Kind,
    /// The step shown.
    step: Step,
    /// The furthest step reached.
    reached: Step,
    /// The draft's id.
    draft: Uuid,
    /// The draft's version; a save that names an older one overwrites nothing.
    version: i32,
    /// When it was last saved.
    saved_at: Timestamp,
    /// The step's question.
    #[prop(into)]
    title: String,
    /// One line below it; none when empty.
    #[prop(optional, into)]
    lead: String,
    /// Where the form posts.
    #[prop(into)]
    action: String,
    /// The verb of the way on: `Choose plans`; none where there is no way on yet.
    #[prop(into)]
    verb: Option<String>,
    /// What was typed and what is wrong with it.
    form: FormState,
    /// The summary: what the draft holds so far.
    #[prop(optional_no_strip)]
    aside: Option<ViewFn>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let (lang, id) = (context::lang(), draft.to_string());
    let steps = kind.steps();
    let before = steps.iter().position(|s| *s == step).and_then(|i| steps.get(i.checked_sub(1)?));
    // Going back keeps what was typed, finished or not; the first step's way back leaves the wizard.
    let back = match before {
        Some(_) if step != Step::Receipt => view! {
            <Button look=Look::Ghost name="intent" value="back" unchecked=true>
                {lang.pick("Back", "Atrás")}
            </Button>
        }
        .into_any(),
        Some(before) => view! {
            <LinkButton href=paths::draft_step(&id, before.as_str()) look=Look::Ghost>
                {lang.pick("Back", "Atrás")}
            </LinkButton>
        }
        .into_any(),
        None => view! {
            <Button look=Look::Ghost name="intent" value="leave" unchecked=true>
                {lang.pick("Leave", "Salir")}
            </Button>
        }
        .into_any(),
    };
    let link_id = id.clone();
    // The receipt has nothing to save, and its form buys.
    let href = (step == Step::Receipt).then(|| Callback::new(move |to: Step| paths::draft_step(&link_id, to.as_str())));
    let saved = time::near(saved_at);
    let body = if aside.is_some() { "mt-6 grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]" } else { "mt-6 max-w-3xl" };
    let so_far = lang.pick("So far", "Hasta ahora");
    let aside = aside.map(|aside| {
        let folded = aside.clone();
        view! {
            <div class="order-first lg:order-none">
                <details class="group rounded-box border border-base-300 bg-base-100 px-5 py-3 lg:hidden">
                    <summary class="flex cursor-pointer items-center justify-between text-sm font-semibold">
                        {so_far}
                        <span class="transition-transform group-open:rotate-90">
                            <Icon glyph=glyph::NEXT class="size-4" />
                        </span>
                    </summary>
                    <div class="pt-2 pb-1">{folded.run()}</div>
                </details>
                <aside
                    aria-label=so_far
                    class="hidden rounded-box border border-base-300 bg-base-100 p-5 lg:sticky lg:top-20 lg:block"
                >
                    <p class="mb-3 text-sm font-semibold" aria-hidden="true">
                        {so_far}
                    </p>
                    {aside.run()}
                </aside>
            </div>
        }
    });
    // Enter in a field does what the form's first button in the page does: the stepper's are the form's, too.
    let enter = verb.is_some();
    view! {
        {enter.then(|| view! { <button type="submit" form="step" class="sr-only" tabindex="-1" aria-hidden="true"></button> })}
        <Stepper kind step reached href />
        <div class=body>
            <div class="min-w-0">
                <PageHeader title lead />
                <form id="step" method="post" action=action novalidate=true class="mt-5 space-y-4">
                    <input type="hidden" name="draft" value=id />
                    <input type="hidden" name="step" value=step.as_str() />
                    <input type="hidden" name="version" value=version />
                    <ErrorSummary form />
                    {children()}
                    <div class="flex flex-wrap items-center justify-between gap-3 pt-2">
                        {back}
                        <span id="saved" role="status" class="order-first w-full text-sm text-base-content/70 sm:order-none sm:w-auto">
                            {lang.pick("Saved ", "Guardado ")} <time datetime=saved.machine>{saved.text}</time>
                        </span>
                        {verb.map(|verb| view! { <Button look=Look::Primary>{verb}</Button> })}
                    </div>
                </form>
            </div>
            {aside}
        </div>
    }
}
