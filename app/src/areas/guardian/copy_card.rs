//! The same for another child.

use leptos::prelude::*;

use crate::{
    context,
    forms::{At, Choice, Select},
    ui::{Card, ConfirmDialog, Look},
};

/// Copies what is saved here to another person. Nothing where there is nobody else.
#[component]
pub(super) fn CopyCard(
    /// Whose settings.
    subscriber: String,
    /// Their first name.
    first: String,
    /// Who else there is: id and name.
    others: Vec<(String, String)>,
) -> impl IntoView {
    let lang = context::lang();
    let choices: Vec<_> = others.into_iter().map(|other| Choice::new(other.0, other.1)).collect();
    (!choices.is_empty()).then(|| {
        view! {
            <Card title=lang.pick("The same for somebody else", "Lo mismo para otra persona") id="copy">
                <p class="text-sm">
                    {lang
                        .pick(
                            "Copies the levels, switches, words and people that are saved here.",
                            "Copia los niveles, interruptores, palabras y personas guardados aquí.",
                        )}
                </p>
                <div>
                    <ConfirmDialog
                        id="copy-to"
                        opener=lang.pick("Copy to somebody…", "Copiar a alguien…")
                        opener_look=Look::Quiet
                        title=lang.pick_string(|| format!("Copy {first}’s settings?"), || format!("¿Copiar los ajustes de {first}?"))
                        action="/do/copy-guardian"
                        verb=lang.pick("Copy", "Copiar")
                        look=Look::Primary
                    >
                        <input type="hidden" name="subscriber" value=subscriber />
                        <Select at=At::empty("to") label=lang.pick("To whom", "A quién") choices />
                        <p>
                            {lang
                                .pick(
                                    "What they have now is put aside, and can be brought back with “Take the last change back”.",
                                    "Lo que tenga ahora se aparta, y se puede recuperar con «Revertir el último cambio».",
                                )}
                        </p>
                    </ConfirmDialog>
                </div>
            </Card>
        }
    })
}
