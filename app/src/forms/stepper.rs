//! Where one is in a wizard.

use domain::{
    Lang,
    wizard::{Kind, Step},
};
use leptos::prelude::*;

use crate::{
    language::lang,
    ui::{Icon, glyph},
};

/// The steps in a row, those reached before lead there; on phones one line and a bar.
#[component]
pub fn Stepper(
    /// Which wizard.
    kind: Kind,
    /// The step shown.
    step: Step,
    /// The furthest step reached.
    reached: Step,
    /// The address of a step; none where the way there saves what is typed: the form `step` is posted then.
    #[prop(optional_no_strip)]
    href: Option<Callback<Step, String>>,
) -> impl IntoView {
    let (lang, steps) = (lang(), kind.steps());
    let place = |step: Step| steps.iter().position(|s| *s == step).unwrap_or(0);
    let (here, furthest) = (place(step), place(reached));
    let next = steps.get(here + 1).map(|next| format!("{}: {}", lang.pick("next", "sigue"), next.label_in(lang)));
    let items = steps
        .iter()
        .enumerate()
        .map(|(i, this)| {
            let current = i == here;
            let open = i <= furthest && !current;
            let sign = if i < furthest && !current {
                view! {
                    <span class="grid size-6 shrink-0 place-items-center rounded-full bg-primary text-primary-content">
                        <Icon glyph=glyph::CHECK class="size-3.5" />
                        <span class="sr-only">{lang.pick("Done: ", "Listo: ")}</span>
                    </span>
                }
                .into_any()
            } else {
                let ground = if current { "bg-primary text-primary-content" } else { "border border-base-content/30" };
                let class = format!("num grid size-6 shrink-0 place-items-center rounded-full text-xs {ground}");
                view! { <span class=class>{i + 1}</span> }.into_any()
            };
            let label = this.label_in(lang);
            let way = "flex cursor-pointer items-center gap-2 rounded-field py-2 hover:underline";
            let body = match (open, href) {
                (true, Some(href)) => {
                    view! { <a class=way href=href.run(*this)>{sign} {label}</a> }.into_any()
                }
                (true, None) => {
                    let go = format!("go:{}", this.as_str());
                    view! { <button form="step" name="intent" value=go formnovalidate=true class=way>{sign} {label}</button> }
                        .into_any()
                }
                (false, _) => view! { <span class="flex items-center gap-2 py-2">{sign} {label}</span> }.into_any(),
            };
            let class = if current {
                "flex items-center gap-2 font-medium"
            } else {
                "flex items-center gap-2 text-base-content/70"
            };
            let line = (i + 1 < steps.len())
                .then(|| view! { <span class="mx-1 h-px w-4 bg-base-content/20 xl:w-6" aria-hidden="true"></span> });
            view! {
                <li class=class aria-current=current.then_some("step")>
                    {body}
                    {line}
                </li>
            }
        })
        .collect_view();
    let here_words = match lang {
        Lang::En => format!("Step {} of {}: {}", here + 1, steps.len(), step.label_in(lang)),
        Lang::Es => format!("Paso {} de {}: {}", here + 1, steps.len(), step.label_in(lang)),
    };
    view! {
        <nav aria-label=lang.pick("Steps", "Pasos")>
            <ol class="hidden flex-wrap items-center gap-x-2 text-sm md:flex">{items}</ol>
            <div class="md:hidden">
                <div class="flex justify-between gap-3 text-sm">
                    <span class="font-medium">{here_words}</span>
                    <span class="text-base-content/70">{next}</span>
                </div>
                <progress
                    class="progress mt-2 h-1.5 progress-primary"
                    value=here + 1
                    max=steps.len()
                    aria-label=lang.pick("Steps done", "Pasos hechos")
                ></progress>
            </div>
        </nav>
    }
}
