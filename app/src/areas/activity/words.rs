//! What the log says, in the reader's language. The log keeps its own words: they are hashed.

use domain::Lang;
use services::accounts::FamilyEntry;

/// Titles and facts that are one fixed text, in English as the log has them.
const FIXED: &[(&str, &str)] = &[
    ("911 address changed", "Dirección para el 911 cambiada"),
    ("A later change took its place", "Un cambio posterior tomó su lugar"),
    ("Access removed", "Acceso quitado"),
    ("Account", "Cuenta"),
    ("Alarm", "Alarma"),
    ("Bypass off, delivery reports on", "Sin desvío, con avisos de entrega"),
    ("Cancelled", "Cancelado"),
    ("Change", "Cambio"),
    ("Data limits changed", "Límites de datos cambiados"),
    ("Data paused", "Datos en pausa"),
    ("Data resumed", "Datos reanudados"),
    ("Each line alone", "Cada línea por separado"),
    ("Finished", "Terminado"),
    ("Guardian sees its calls", "Guardian ve sus llamadas"),
    ("Guardian sees its texts", "Guardian ve sus mensajes"),
    ("Guardian’s switch of who looks after them", "Interruptor de Guardian de quien cuida"),
    ("Invitation sent again", "Invitación enviada otra vez"),
    ("It is here", "Ya está aquí"),
    ("Let Guardian see calls", "Guardian ve las llamadas"),
    ("Let Guardian see texts", "Guardian ve los mensajes"),
    ("Line brought back", "Línea recuperada"),
    ("Line cancelled", "Línea cancelada"),
    ("Line restored", "Línea restablecida"),
    ("Line suspended", "Línea suspendida"),
    ("Lock lifted", "Bloqueo quitado"),
    ("Lock put on", "Bloqueo puesto"),
    ("Message route", "Ruta de los mensajes"),
    ("Needs a person", "Necesita a una persona"),
    ("New data cycle started", "Ciclo de datos nuevo"),
    ("New number asked for", "Número nuevo pedido"),
    ("New SIM asked for", "SIM nueva pedida"),
    ("Number bought", "Número comprado"),
    ("On record at Telegent", "Registrado en Telegent"),
    ("Over", "Terminado"),
    ("Person invited", "Persona invitada"),
    ("Plan changed", "Plan cambiado"),
    ("Read back", "Leído de nuevo"),
    ("Read back what Telegent has", "Lectura de lo que tiene Telegent"),
    ("Refused", "Rechazado"),
    ("Renewal day changed", "Día de renovación cambiado"),
    ("Renewal day of data", "Día de renovación de los datos"),
    ("Request declined", "Solicitud rechazada"),
    ("Request ended", "Solicitud terminada"),
    ("Request granted", "Solicitud concedida"),
    ("Request made", "Solicitud hecha"),
    ("Request withdrawn", "Solicitud retirada"),
    ("Role changed", "Rol cambiado"),
    ("Sent", "Enviado"),
    ("Sent again, corrected", "Enviado otra vez, corregido"),
    ("Sent to the old carrier", "Enviado al operador anterior"),
    ("SIM lock lifted", "Bloqueo de la SIM quitado"),
    ("SIM lock put on", "Bloqueo de la SIM puesto"),
    ("Stored with the network", "Guardado en la red"),
    ("Takes up to 10 minutes to carry calls", "Tarda hasta 10 minutos en llevar llamadas"),
    ("Temporary number ended", "Número temporal terminado"),
    ("The network could not do it. Nothing was changed.", "La red no pudo hacerlo. No se cambió nada."),
    ("Telegent tells us when an order moves", "Telegent nos avisa cuando un pedido avanza"),
    ("Transfer PIN issued", "PIN de traslado emitido"),
    ("Tried again", "Se intentó otra vez"),
    ("Voice route", "Ruta de las llamadas"),
    ("Voicemail changed", "Buzón de voz cambiado"),
    ("Voicemail switched off", "Buzón de voz apagado"),
    ("Voicemail switched on", "Buzón de voz encendido"),
];

/// Titles that end in whom or what they are about.
const LED: &[(&str, &str)] = &[
    ("911 address for ", "Dirección para el 911 de "),
    ("911 address of ", "Dirección para el 911 de "),
    ("Adding a line for ", "Una línea más para "),
    ("Asked to loosen Guardian for ", "Pidió aflojar Guardian para "),
    ("Cancel ", "Cancelar "),
    ("Cancelling the transfer of ", "Cancelación del traslado de "),
    ("Correcting the transfer of ", "Corrección del traslado de "),
    ("Data limits for ", "Límites de datos de "),
    ("Data limits of ", "Límites de datos de "),
    ("Data paused: ", "Datos en pausa: "),
    ("Data resumed: ", "Datos reanudados: "),
    ("Day of ", "Día de "),
    ("Declined to loosen Guardian for ", "No aceptó aflojar Guardian para "),
    ("Guardian change taken back for ", "Se deshizo un cambio de Guardian para "),
    ("Guardian changed by itself for ", "Guardian cambió por sí solo para "),
    ("Guardian changed for ", "Guardian cambió para "),
    ("Guardian checked again for ", "Se revisó Guardian de nuevo para "),
    ("Guardian followed a new number for ", "Guardian siguió un número nuevo para "),
    ("Guardian loosened as asked for ", "Se aflojó Guardian como se pidió para "),
    ("Guardian of ", "Guardian de "),
    ("Guardian undone for ", "Guardian deshecho para "),
    ("Guardian was changed elsewhere for ", "Guardian se cambió en otro lugar para "),
    ("Guardian’s switches for ", "Interruptores de Guardian para "),
    ("Invitation for ", "Invitación para "),
    ("New data cycle for ", "Ciclo de datos nuevo para "),
    ("New data cycle of ", "Nuevo ciclo de datos de "),
    ("New number for ", "Número nuevo para "),
    ("New SIM for ", "SIM nueva para "),
    ("Number for ", "Número para "),
    ("Request for ", "Solicitud para "),
    ("Restore ", "Restablecer "),
    ("Rules for calls of ", "Reglas de llamadas de "),
    ("Rules for texts of ", "Reglas de mensajes de "),
    ("Sent to ", "Enviado a "),
    ("Sending the transfer of ", "Envío del traslado de "),
    ("Suspend ", "Suspender "),
    ("Switching on ", "Activación de "),
    ("Temporary number for ", "Número temporal para "),
    ("Transfer PIN of ", "PIN de traslado de "),
    ("Voicemail of ", "Buzón de voz de "),
    ("Who looks after ", "Quién cuida a "),
];

/// Titles with words before and after whom or what they are about; they come before [`LED`].
const AROUND: &[([&str; 2], [&str; 2])] = &[
    (["Bring ", " back"], ["Recuperar ", ""]),
    (["Bringing ", " numbers over"], ["Traer ", " números"]),
    (["Bringing ", " over"], ["Traer ", ""]),
    (["Changing ", "’s plan"], ["Cambio de plan de ", ""]),
    (["Data limits for ", " lines"], ["Límites de datos de ", " líneas"]),
    (["Old transfer PIN of ", " made useless"], ["PIN de traslado anterior de ", " inutilizado"]),
    (["Setting up the ", " family"], ["Preparación de la familia ", ""]),
    (["Voicemail of ", " off"], ["Buzón de voz de ", " apagado"]),
];

/// A title; one that is not known stays as it is.
pub(super) fn title(what: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return what.to_owned();
    }
    if let Some(es) = fixed(what) {
        return es.to_owned();
    }
    let around = AROUND.iter().find_map(|([before, after], [es_before, es_after])| {
        let whose = what.strip_prefix(before)?.strip_suffix(after)?;
        Some(format!("{es_before}{whose}{es_after}"))
    });
    let led = || LED.iter().find_map(|(en, es)| Some(format!("{es}{}", what.strip_prefix(en)?)));
    // A plan has a name of its own: `Family 10 GB for Ama`.
    around.or_else(led).unwrap_or_else(|| what.replacen(" for ", " para ", 1))
}

fn fixed(what: &str) -> Option<&'static str> {
    FIXED.iter().find(|(en, _)| *en == what).map(|(_, es)| *es)
}

/// The facts of an entry. What is only names, numbers and the network's own words is the same in both languages.
pub(super) fn detail(entry: &FamilyEntry, lang: Lang) -> String {
    let FamilyEntry { what, detail, detail_es, .. } = entry;
    match (lang, detail_es) {
        (Lang::En, _) => detail.clone(),
        (Lang::Es, Some(es)) => es.clone(),
        // What was refused, then the network's words.
        (Lang::Es, None) if what == "Refused" => match detail.split_once(": ") {
            Some((refused, why)) => format!("{}: {}", title(refused, lang), fixed(why).unwrap_or(why)),
            None => detail.clone(),
        },
        (Lang::Es, None) => title(detail, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_said_in_spanish_and_others_stay() {
        for (en, es) in [
            ("Role changed", "Rol cambiado"),
            ("Number for Ama", "Número para Ama"),
            ("Guardian changed for Ama", "Guardian cambió para Ama"),
            ("Data limits for 3 lines", "Límites de datos de 3 líneas"),
            ("Voicemail of (385) 555-0142", "Buzón de voz de (385) 555-0142"),
            ("Voicemail of (385) 555-0142 off", "Buzón de voz de (385) 555-0142 apagado"),
            ("Family 10 GB for Ama", "Family 10 GB para Ama"),
            ("Bring (385) 555-0142 back", "Recuperar (385) 555-0142"),
            ("Something else", "Something else"),
        ] {
            assert_eq!((title(en, Lang::Es).as_str(), title(en, Lang::En).as_str()), (es, en));
        }
    }

    #[test]
    fn facts_are_said_as_they_were_written_down_in_spanish() {
        let entry = |what: &str, detail: &str, es: Option<&str>| FamilyEntry {
            at: jiff::Timestamp::UNIX_EPOCH,
            actor: "Dana".into(),
            what: what.into(),
            detail: detail.into(),
            detail_es: es.map(str::to_owned),
            undo: None,
        };
        let said = |what, en, es, lang| detail(&entry(what, en, es), lang);
        let role = ("Yaw: Member → no access", Some("Yaw: Miembro → sin acceso"));
        assert_eq!(said("Access removed", role.0, role.1, Lang::Es), "Yaw: Miembro → sin acceso");
        assert_eq!(said("Access removed", role.0, role.1, Lang::En), "Yaw: Member → no access");
        assert_eq!(said("Number bought", "(385) 555-0142", None, Lang::Es), "(385) 555-0142");
        assert_eq!(said("Rules for texts of Ama", "Sent", None, Lang::Es), "Enviado");
        assert_eq!(said("Tried again", "Number for Ama", None, Lang::Es), "Número para Ama");
        let refused = said("Refused", "Data paused: Ama: No such number", None, Lang::Es);
        assert_eq!(refused, "Datos en pausa: Ama: No such number");
    }
}
