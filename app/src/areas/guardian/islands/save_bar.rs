//! What saving would change, while it is chosen.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use domain::guardian::LevelTable;
use leptos::prelude::*;

use crate::{areas::guardian::api::WouldChange, language::lang, paths};

/// The bar at the foot of the form: what saving would change and whether that is stricter, undo, and save. Where there is
/// no script it is the plain button.
#[island(lazy)]
pub fn SaveBar(
    /// Whose page.
    subscriber: String,
    /// What each level switches.
    levels: LevelTable,
    /// The form shows what was typed and not saved.
    typed: bool,
) -> impl IntoView {
    let preview = RwSignal::new(None::<WouldChange>);
    #[cfg(feature = "hydrate")]
    {
        let whose = subscriber.clone();
        Effect::new(move || browser::watch(&whose, &levels, typed, preview));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = levels;
    let undo = lang().pick("Undo", "Deshacer");
    view! {
        <div class="sticky bottom-18 z-[5] mt-6 rounded-box border border-base-300 bg-base-100 px-4 py-3 md:bottom-4">
            <div class="flex items-center justify-between gap-3">
                <p role="status" class="min-w-0 text-sm">
                    {move || {
                        preview
                            .with(|preview| preview.as_ref().map(|p| p.words.clone()))
                            .unwrap_or_else(|| {
                                lang().pick("Nothing changes until you save.", "Nada cambia hasta que guardes.").to_owned()
                            })
                    }}
                </p>
                <span class="flex shrink-0 gap-2">
                    {if typed {
                        view! {
                            <a class="btn btn-ghost btn-sm pointer-coarse:min-h-11" href=paths::guardian_of(&subscriber)>
                                {undo}
                            </a>
                        }
                            .into_any()
                    } else {
                        view! {
                            <button type="reset" class="btn btn-ghost btn-sm pointer-coarse:min-h-11">
                                {undo}
                            </button>
                        }
                            .into_any()
                    }}
                    <button class="btn btn-primary btn-sm pointer-coarse:min-h-11">{lang().pick("Save", "Guardar")}</button>
                </span>
            </div>
            {move || {
                preview
                    .with(|preview| preview.as_ref().map(|p| p.lines.clone()))
                    .filter(|lines| !lines.is_empty())
                    .map(|lines| {
                        view! {
                            <details class="mt-1 text-xs">
                                <summary class="inline-flex cursor-pointer items-center py-1 link">
                                    {lang().pick("What would change", "Qué cambiaría")}
                                </summary>
                                <ul class="max-h-40 list-disc overflow-y-auto pl-5" tabindex="0">
                                    {lines.into_iter().map(|line| view! { <li class="wrap-anywhere">{line}</li> }).collect_view()}
                                </ul>
                            </details>
                        }
                    })
            }}
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, rc::Rc, time::Duration};

    use domain::{Fields, guardian::LevelTable};
    use leptos::{prelude::*, task::spawn_local};
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlFormElement, HtmlInputElement};

    use crate::{
        areas::guardian::{
            api::{WouldChange, preview_guardian},
            form,
        },
        islands::form::{field_of, fields, on},
        language::lang,
    };

    /// So long after the last change it is asked what saving would do.
    const PAUSE: Duration = Duration::from_millis(200);

    /// Follows the form until the page is left.
    pub(super) fn watch(subscriber: &str, levels: &LevelTable, typed: bool, preview: RwSignal<Option<WouldChange>>) {
        let page = document();
        let Some(form) = page.get_element_by_id(form::ID).and_then(|e| e.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let ask = asking(subscriber, &form, preview);
        let (levels, asked, typing) = (levels.clone(), ask.clone(), form.clone());
        on(&form, "input", move |event| {
            let typed = fields(&typing);
            match field_of(&event).as_deref() {
                Some("texts.level") => turn_switches(&typing, &typed, &levels),
                Some(name) if form::LEVELLED.contains(&name) => turn_level(&typing, &typed, &levels),
                _ => {}
            }
            asked();
        });
        let again = ask.clone();
        on(&form, "reset", move |_| again());
        if typed {
            ask();
        } else {
            let words = lang().pick("No changes", "Sin cambios").to_owned();
            preview.set(Some(WouldChange { words, lines: Vec::new() }));
        }
    }

    /// Asks what saving would do, once the form rests; of several questions the last one's answer is shown.
    fn asking(
        subscriber: &str,
        form: &HtmlFormElement,
        preview: RwSignal<Option<WouldChange>>,
    ) -> impl Fn() + Clone + use<> {
        let (asked, subscriber, form) = (Rc::new(Cell::new(0_u32)), subscriber.to_owned(), form.clone());
        move || {
            let mine = asked.get().wrapping_add(1);
            asked.set(mine);
            let (asked, subscriber, form) = (Rc::clone(&asked), subscriber.clone(), form.clone());
            let go = move || {
                if asked.get() != mine {
                    return;
                }
                let form = encoded(&fields(&form));
                spawn_local(async move {
                    let answer = preview_guardian(subscriber, form).await.ok();
                    if asked.get() == mine {
                        // Without an answer it says what it says without script: saving is as good as before.
                        preview.set(answer);
                    }
                });
            };
            set_timeout(go, PAUSE);
        }
    }

    fn encoded(fields: &Fields) -> String {
        let part = |text: &str| String::from(js_sys::encode_uri_component(text));
        fields.0.iter().map(|(name, value)| format!("{}={}", part(name), part(value))).collect::<Vec<_>>().join("&")
    }

    /// A level was chosen: its switches follow.
    fn turn_switches(form: &HtmlFormElement, typed: &Fields, levels: &LevelTable) {
        for (name, on) in form::switches_of(typed.get("texts.level"), levels).into_iter().flatten() {
            if let Some(input) = input(form, &format!("[name='{name}']")) {
                input.set_checked(on);
            }
        }
    }

    /// A switch was turned: the level that has them so is chosen, or none.
    fn turn_level(form: &HtmlFormElement, typed: &Fields, levels: &LevelTable) {
        let level = form::level_word(typed, levels);
        if let Some(input) = input(form, &format!("[name='texts.level'][value='{level}']")) {
            input.set_checked(true);
        }
    }

    fn input(form: &HtmlFormElement, selector: &str) -> Option<HtmlInputElement> {
        form.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }
}
