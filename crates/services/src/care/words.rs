//! What people are told of a line that is looked after.

use crate::notices::{Words, page_of_line};

/// The kind of these notices.
pub(super) const KIND: &str = "line";

const SEE: [&str; 2] = ["See the line", "Ver la línea"];

/// The path of one of a line's pages about care.
pub(super) fn page_of(number: &str, what: &str) -> String {
    page_of_line(number, &format!("/care/{what}"))
}

/// The path of an alarm.
pub(super) fn alarm_of(token: &str) -> String {
    format!("/not-me/{token}")
}

/// Another SIM was asked for.
pub(super) fn sim_asked(number: &str, by: &str) -> Words {
    Words {
        title: [format!("A new SIM for {number}"), format!("Una SIM nueva para el {number}")],
        body: [
            format!(
                "{by} asked for another SIM for {number}. Whoever has it gets the line’s calls, texts and codes; the old SIM \
                 stops. If you expected this, there is nothing to do. If not, say so now: the SIM is locked and the line \
                 suspended until you restore it."
            ),
            format!(
                "{by} pidió otra SIM para el {number}. Quien la tenga recibe las llamadas, los mensajes y los códigos de la \
                 línea; la SIM anterior deja de funcionar. Si lo esperabas, no tienes que hacer nada. Si no, avísanos ya: se \
                 bloquea la SIM y se suspende la línea hasta que la restablezcas."
            ),
        ],
        button: ["This was not me", "No fui yo"],
    }
}

/// The SIM lock was lifted.
pub(super) fn sim_lock_lifted(number: &str, by: &str) -> Words {
    Words {
        title: [format!("The SIM lock of {number} was lifted"), format!("Se quitó el bloqueo de la SIM del {number}")],
        body: [
            format!(
                "{by} lifted it: the line’s SIM can be replaced now. If you did not expect this, put the lock back on."
            ),
            format!(
                "{by} lo quitó: ahora se puede reemplazar la SIM de la línea. Si no lo esperabas, vuelve a ponerlo."
            ),
        ],
        button: SEE,
    }
}

/// The line was suspended.
pub(super) fn suspended(number: &str, by: &str) -> Words {
    Words {
        title: [format!("{number} is suspended"), format!("El {number} está suspendido")],
        body: [
            format!(
                "{by} suspended the line: no calls, texts or data, and no 911 either, until it is restored. The number and \
                 the SIM are kept."
            ),
            format!(
                "{by} suspendió la línea: sin llamadas, mensajes ni datos, y tampoco 911, hasta que se restablezca. El \
                 número y la SIM se conservan."
            ),
        ],
        button: SEE,
    }
}

/// The line works again.
pub(super) fn restored(number: &str, by: &str) -> Words {
    Words {
        title: [format!("{number} is being restored"), format!("Se está restableciendo el {number}")],
        body: [
            format!("{by} restored the line: calls, texts and data work again in a moment."),
            format!("{by} restableció la línea: en un momento vuelven las llamadas, los mensajes y los datos."),
        ],
        button: SEE,
    }
}

/// The line was cancelled.
pub(super) fn cancelled(number: &str) -> Words {
    Words {
        title: [format!("{number} is cancelled"), format!("El {number} está cancelado")],
        body: [
            "The line is over. It can be brought back within 30 days; after that the number is gone.".to_owned(),
            "La línea terminó. Se puede recuperar dentro de 30 días; después el número se pierde.".to_owned(),
        ],
        button: SEE,
    }
}

/// The line was brought back.
pub(super) fn reactivated(number: &str, by: &str) -> Words {
    Words {
        title: [format!("{number} is being brought back"), format!("Se está recuperando el {number}")],
        body: [
            format!("{by} had the cancelled line brought back, with the SIM it had."),
            format!("{by} pidió recuperar la línea cancelada, con la SIM que tenía."),
        ],
        button: SEE,
    }
}

/// Another number was asked for.
pub(super) fn number_asked(number: &str, by: &str) -> Words {
    Words {
        title: [format!("A new number in place of {number}"), format!("Un número nuevo en lugar del {number}")],
        body: [
            format!(
                "{by} asked for another number for the line. {number} stops working as soon as the new one is there."
            ),
            format!("{by} pidió otro número para la línea. El {number} deja de funcionar en cuanto llegue el nuevo."),
        ],
        button: SEE,
    }
}

/// The line has another number.
pub(super) fn renumbered(old: &str, new: &str) -> Words {
    Words {
        title: [format!("{old} is now {new}"), format!("El {old} ahora es el {new}")],
        body: [
            format!(
                "Tell the people and the banks that send codes to {old}. Guardian’s rules are being put on the new number: \
                 please look in a few minutes whether the line is protected as you want it."
            ),
            format!(
                "Avisa a las personas y a los bancos que envían códigos al {old}. Las reglas de Guardian se están pasando al \
                 número nuevo: revisa en unos minutos que la línea esté protegida como quieres."
            ),
        ],
        button: SEE,
    }
}

/// Somebody pressed "This was not me"; `made` when the SIM is out all the same.
pub(super) fn alarmed(number: &str, suspended: bool, made: bool) -> Words {
    let (en, es) = match (suspended, made) {
        (true, true) => (
            "The SIM is locked and the line suspended, so that nobody gets its calls and codes. We restore it with you, with \
             another SIM.",
            "La SIM está bloqueada y la línea suspendida, para que nadie reciba sus llamadas y códigos. La restablecemos \
             contigo, con otra SIM.",
        ),
        (true, false) => (
            "The SIM is locked and the line suspended, so that nobody gets its calls and codes. Restore it once you know \
             where the SIM is.",
            "La SIM está bloqueada y la línea suspendida, para que nadie reciba sus llamadas y códigos. Restablécela cuando \
             sepas dónde está la SIM.",
        ),
        (false, _) => ("The SIM is locked.", "La SIM está bloqueada."),
    };
    Words {
        title: [format!("We locked the SIM of {number}"), format!("Bloqueamos la SIM del {number}")],
        body: [
            format!(
                "Somebody who runs this account said that the new SIM was not theirs. {en} Whoever asked for it knew a \
                 password of this account: please call or write to us."
            ),
            format!(
                "Alguien que administra esta cuenta dijo que no pidió la SIM nueva. {es} Quien la pidió sabía una contraseña \
                 de esta cuenta: llámanos o escríbenos."
            ),
        ],
        button: SEE,
    }
}
