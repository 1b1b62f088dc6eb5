//! What is written and never read back.

use domain::{Fields, Lang, porting::Change};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    context,
    forms::{Field, FormState},
    time::Ago,
    ui::{Icon, glyph},
};

/// What was taken out of a secret when it was kept: `We removed the dashes.`
pub(super) fn cleaned(fields: &Fields, name: &str, lang: Lang) -> Option<String> {
    let notes = fields.get("old.cleaned");
    let of = |change: &Change| notes.lines().any(|note| note == format!("{name} {change:?}"));
    let words: Vec<&str> = Change::ALL.into_iter().filter(of).map(|change| change.words(lang)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A secret of the old account: empty to keep what is saved, and said so.
#[component]
pub(super) fn SecretField(
    /// What was typed.
    form: FormState,
    /// `account_number` or `pin`.
    name: &'static str,
    /// The carrier's word for it.
    label: String,
    /// Where it is found.
    hint: String,
    /// It has digits alone.
    digits: bool,
    /// The most characters taken.
    most: u8,
    /// Some accounts have none.
    optional: bool,
    /// Since when one is kept.
    saved: Option<Timestamp>,
) -> impl IntoView {
    let lang = context::lang();
    let mut at = form.at(format!("old.{name}"));
    at.value.clear();
    let tidied = cleaned(form.fields(), name, lang).filter(|_| saved.is_some());
    let kept = saved.map(|when| {
        view! {
            <p class="mt-1 flex items-start gap-1 text-xs text-base-content/80">
                <Icon glyph=glyph::LOCK class="mt-px size-3.5" />
                <span>
                    {lang.pick("Saved, ", "Guardado, ")} <Ago at=when />
                    {lang.pick(". Leave it empty to keep it. ", ". Déjalo vacío para conservarlo. ")} {tidied}
                </span>
            </p>
        }
    });
    let numeric = if digits { "numeric" } else { "text" };
    // Room for the spaces and dashes that are taken out again.
    let maxlength = u16::from(most).saturating_mul(2).max(24);
    view! {
        <div>
            <Field at label hint inputmode=numeric maxlength num=true optional either=!optional />
            {kept}
        </div>
    }
}
