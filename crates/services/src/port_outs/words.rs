//! What people are told of a line that may leave.

use crate::notices::{Words, page_of_line};

/// The kind of these notices.
pub(super) const KIND: &str = "port_out";

/// The path of a line's page about leaving.
pub(super) fn page_of(number: &str) -> String {
    page_of_line(number, "/leaving")
}

/// The path of an alarm.
pub(super) fn alarm_of(token: &str) -> String {
    format!("/not-me/{token}")
}

/// A PIN was asked for.
pub(super) fn issued(number: &str, by: &str) -> Words {
    Words {
        title: [
            format!("A transfer PIN was issued for {number}"),
            format!("Se emitió un PIN de traslado para {number}"),
        ],
        body: [
            format!(
                "{by} got a PIN with which another carrier can take {number}. The line stays on. If you expected this, there \
                 is nothing to do. If not, say so now: the line is locked, and the PIN stops working."
            ),
            format!(
                "{by} obtuvo un PIN con el que otro operador puede llevarse el {number}. La línea sigue activa. Si lo \
                 esperabas, no tienes que hacer nada. Si no, avísanos ya: la línea se bloquea y el PIN deja de servir."
            ),
        ],
        button: ["This was not me", "No fui yo"],
    }
}

/// The lock was lifted.
pub(super) fn lifted(number: &str, by: &str) -> Words {
    Words {
        title: [format!("The lock of {number} was lifted"), format!("Se quitó el bloqueo de {number}")],
        body: [
            format!(
                "{by} lifted the lock of {number}: a transfer PIN can be issued now, with which another carrier takes the \
                 number. If you did not expect this, put the lock back on."
            ),
            format!(
                "{by} quitó el bloqueo de {number}: ahora se puede emitir un PIN de traslado, con el que otro operador se \
                 lleva el número. Si no lo esperabas, vuelve a poner el bloqueo."
            ),
        ],
        button: ["See the line", "Ver la línea"],
    }
}

/// The lock was put on while a PIN was out.
pub(super) fn withdrawn(number: &str, by: &str) -> Words {
    Words {
        title: [format!("{number} is locked again"), format!("{number} está bloqueado otra vez")],
        body: [
            format!(
                "{by} put the lock back on. The transfer PIN that was issued stops working; the number stays here."
            ),
            format!("{by} volvió a poner el bloqueo. El PIN de traslado deja de servir; el número se queda aquí."),
        ],
        button: ["See the line", "Ver la línea"],
    }
}

/// Somebody pressed "This was not me".
pub(super) fn alarmed(number: &str) -> Words {
    Words {
        title: [format!("We locked {number}"), format!("Bloqueamos el {number}")],
        body: [
            "Somebody who runs this account said that the transfer PIN was not theirs. The line is locked, and we are \
             replacing the PIN with one that nobody knows. Whoever asked for it knew a password of this account: please call \
             or write to us."
                .to_owned(),
            "Alguien que administra esta cuenta dijo que no pidió el PIN de traslado. La línea está bloqueada y estamos \
             reemplazando el PIN por uno que nadie conoce. Quien lo pidió sabía una contraseña de esta cuenta: llámanos o \
             escríbenos."
                .to_owned(),
        ],
        button: ["See the line", "Ver la línea"],
    }
}
