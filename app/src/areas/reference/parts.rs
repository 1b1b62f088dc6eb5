//! What the pages of reference data share.

use domain::porting::Words;
use leptos::prelude::*;
use services::reference::Change;

use crate::{
    context,
    forms::{Field, FormState, TextArea},
    paths,
    time::Time,
    ui::Card,
};

/// One of the pages of reference data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// What refusals mean.
    Refusals,
    /// What old carriers ask for.
    Carriers,
    /// Numbers of help.
    Hotlines,
    /// What the levels of texts switch.
    Levels,
}

/// The pages side by side.
#[component]
pub(super) fn Tabs(
    /// Which is shown.
    here: Tab,
) -> impl IntoView {
    let lang = context::lang();
    let tabs = [
        (Tab::Refusals, paths::refusals(), lang.pick("Refusals", "Rechazos")),
        (Tab::Carriers, paths::carriers(), lang.pick("Carriers", "Operadores")),
        (Tab::Hotlines, paths::hotlines(), lang.pick("Numbers of help", "Números de ayuda")),
        (Tab::Levels, paths::levels(), lang.pick("Levels", "Niveles")),
    ]
    .map(|(tab, href, words)| {
        view! {
            <a
                role="tab"
                href=href
                class=if tab == here { "tab tab-active font-medium" } else { "tab text-base-content" }
                aria-selected=(tab == here).to_string()
            >
                {words}
            </a>
        }
    });
    view! {
        <div role="tablist" class="tabs-border tabs" aria-label=lang.pick("Reference data", "Datos de referencia")>
            {tabs}
        </div>
    }
}

/// A short text in both languages, side by side.
pub(super) fn words_fields(form: &FormState, name: &str, label: &str, words: &Words, optional: bool) -> AnyView {
    let [(en, en_label), (es, es_label)] = both(form, name, label, words);
    view! {
        <div class="grid gap-3 sm:grid-cols-2">
            <Field at=en label=en_label optional />
            <Field at=es label=es_label optional />
        </div>
    }
    .into_any()
}

/// A longer text in both languages, side by side.
pub(super) fn words_areas(form: &FormState, name: &str, label: &str, words: &Words, optional: bool) -> AnyView {
    let [(en, en_label), (es, es_label)] = both(form, name, label, words);
    view! {
        <div class="grid gap-3 sm:grid-cols-2">
            <TextArea at=en label=en_label optional />
            <TextArea at=es label=es_label optional />
        </div>
    }
    .into_any()
}

fn both(form: &FormState, name: &str, label: &str, words: &Words) -> [(crate::forms::At, String); 2] {
    let lang = context::lang();
    [("en", &words.en, lang.pick("English", "inglés")), ("es", &words.es, lang.pick("Spanish", "español"))]
        .map(|(code, text, language)| (shown(form, &format!("{name}.{code}"), text), format!("{label} ({language})")))
}

/// A field as it was typed; as it is stored when nothing was.
pub(super) fn shown(form: &FormState, name: &str, stored: &str) -> crate::forms::At {
    if form.fields().0.contains_key(name) { form.at(name) } else { form.at_or(name, stored) }
}

/// Who edited a row, when, and what was there before.
#[component]
pub(super) fn ChangeList(
    /// The edits, the newest first.
    changes: Vec<Change>,
) -> impl IntoView {
    let lang = context::lang();
    let any = !changes.is_empty();
    let rows = changes
        .into_iter()
        .map(|change| {
            let fields = change
                .fields
                .into_iter()
                .map(|(name, before, after)| {
                    view! {
                        <li class="wrap-anywhere">
                            <code class="font-mono">{name}</code> ": "
                            {(!before.is_empty()).then(|| view! { <del class="text-base-content/70">{before}</del> " " })}
                            <ins class="no-underline">{after}</ins>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <li class="px-5 py-3">
                    <p class="text-sm font-medium">{change.actor} ", " <Time at=change.at /></p>
                    <ul class="mt-1 space-y-1 text-xs">{fields}</ul>
                </li>
            }
        })
        .collect_view();
    any.then(|| {
        view! {
            <Card title=lang.pick("Edits", "Cambios") id="edits" flush=true class="mt-4">
                <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
            </Card>
        }
    })
}
