//! That an alarm was raised, and what it keeps from happening.

use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    context,
    time::Time,
    ui::{Alert, Tone},
};

/// Whether the reader must wait until then: staff need not.
pub(crate) fn must_wait(until: Option<Timestamp>) -> bool {
    until.is_some() && !staff()
}

fn staff() -> bool {
    context::maybe_actor().is_some_and(|actor| actor.role.is_staff())
}

/// In the day after somebody said "this was not me"; nothing at other times.
#[component]
pub(crate) fn Cooling(
    /// Until when.
    until: Option<Timestamp>,
) -> impl IntoView {
    let lang = context::lang();
    let title = lang.pick("Somebody said: this was not me", "Alguien dijo: no fui yo");
    let before = lang.pick(
        "So that nobody undoes it, only our staff lift the locks of this line, and change its SIM or number, until ",
        "Para que nadie lo deshaga, solo nuestro personal quita los bloqueos de esta línea y cambia su SIM o su número, hasta ",
    );
    let after = match staff() {
        true => lang.pick(". Make sure who asks before you do.", ". Asegúrate de quién lo pide antes de hacerlo."),
        false => lang.pick(
            ". Call or write to us: whoever did it knew a password of this account.",
            ". Llámanos o escríbenos: quien lo hizo sabía una contraseña de esta cuenta.",
        ),
    };
    until.map(|until| {
        view! {
            <Alert tone=Tone::Warning title=title class="mt-4">
                <p>{before} <Time at=until /> {after}</p>
            </Alert>
        }
    })
}
