//! What the family is told of a line's data, in both languages.

use domain::phone;

use crate::notices::{Words, page_of_line};

/// The kind of these notices.
pub(super) const KIND: &str = "data";

/// The path of a line's page about its data.
pub(super) fn page_of(number: &str) -> String {
    page_of_line(number, "/limits")
}

const OPEN: [&str; 2] = ["See the line’s data", "Ver los datos de la línea"];

fn own(en: String, es: String) -> [String; 2] {
    [en, es]
}

/// The marks of a line were changed.
pub(super) fn limits(whose: &str, number: &str, by: &str, [en, es]: [String; 2]) -> Words {
    let number = phone::national(number);
    Words {
        title: own(format!("{whose}’s data limits were changed"), format!("Cambiaron los límites de datos de {whose}")),
        body: own(format!("{by} set {number}: {en}."), format!("{by} fijó {number}: {es}.")),
        button: OPEN,
    }
}

/// Data of a line was stopped.
pub(super) fn paused(whose: &str, number: &str, by: &str) -> Words {
    let number = phone::national(number);
    Words {
        title: own(format!("{whose}’s data is paused"), format!("Los datos de {whose} están en pausa")),
        body: own(
            format!("{by} paused the data of {number}. Calls and texts work as before."),
            format!("{by} pausó los datos del {number}. Las llamadas y los mensajes funcionan como antes."),
        ),
        button: OPEN,
    }
}

/// Data of a line goes on.
pub(super) fn resumed(whose: &str, number: &str, by: &str) -> Words {
    let number = phone::national(number);
    Words {
        title: own(format!("{whose}’s data is back on"), format!("{whose} vuelve a tener datos")),
        body: own(
            format!("{by} let the data of {number} go on with the limits from before."),
            format!("{by} reanudó los datos del {number} con los límites de antes."),
        ),
        button: OPEN,
    }
}

/// Stopping it, or letting it go on, was refused.
pub(super) fn not_turned(number: &str, pause: bool, why: &str) -> Words {
    let number = phone::national(number);
    let (en, es) = if pause { ("paused", "pausar") } else { ("let go on", "reanudar") };
    Words {
        title: own(
            format!("The data of {number} could not be {en}"),
            format!("No se pudieron {es} los datos del {number}"),
        ),
        body: own(
            format!("The network answered: “{why}” Nothing else changed. Try again, or ask us."),
            format!("La red respondió: «{why}» Nada más cambió. Intenta otra vez o pregúntanos."),
        ),
        button: OPEN,
    }
}

/// The cycle of a line was begun anew.
pub(super) fn new_cycle(whose: &str, number: &str, by: &str) -> Words {
    let number = phone::national(number);
    Words {
        title: own(format!("{whose}’s data starts from zero"), format!("Los datos de {whose} empiezan de cero")),
        body: own(
            format!("{by} started a new cycle for {number}: what was used is set to zero."),
            format!("{by} empezó un ciclo nuevo para el {number}: lo usado vuelve a cero."),
        ),
        button: OPEN,
    }
}
