//! What the log says, in the reader's language. The log keeps its own words: they are hashed.

use domain::Lang;

/// Titles that are one fixed text, in English as the log has them.
const FIXED: &[(&str, &str)] = &[
    ("Access removed", "Acceso quitado"),
    ("Account", "Cuenta"),
    ("Alarm", "Alarma"),
    ("Change", "Cambio"),
    ("Data limits changed", "Límites de datos cambiados"),
    ("Data paused", "Datos en pausa"),
    ("Data resumed", "Datos reanudados"),
    ("Each line alone", "Cada línea por separado"),
    ("Finished", "Terminado"),
    ("Guardian’s switch of who looks after them", "Interruptor de Guardian de quien cuida"),
    ("Invitation sent again", "Invitación enviada otra vez"),
    ("Let Guardian see calls", "Guardian ve las llamadas"),
    ("Let Guardian see texts", "Guardian ve los mensajes"),
    ("Line brought back", "Línea recuperada"),
    ("Line cancelled", "Línea cancelada"),
    ("Line restored", "Línea restablecida"),
    ("Line suspended", "Línea suspendida"),
    ("Lock lifted", "Bloqueo quitado"),
    ("Lock put on", "Bloqueo puesto"),
    ("Message route", "Ruta de los mensajes"),
    ("New data cycle started", "Ciclo de datos nuevo"),
    ("New number asked for", "Número nuevo pedido"),
    ("New SIM asked for", "SIM nueva pedida"),
    ("Number bought", "Número comprado"),
    ("Person invited", "Persona invitada"),
    ("Plan changed", "Plan cambiado"),
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
    ("SIM lock lifted", "Bloqueo de la SIM quitado"),
    ("SIM lock put on", "Bloqueo de la SIM puesto"),
    ("Transfer PIN issued", "PIN de traslado emitido"),
    ("Tried again", "Se intentó otra vez"),
    ("Voice route", "Ruta de las llamadas"),
    ("Voicemail changed", "Buzón de voz cambiado"),
    ("Voicemail switched off", "Buzón de voz apagado"),
    ("Voicemail switched on", "Buzón de voz encendido"),
];

/// Titles that end in whom or what they are about.
const LED: &[(&str, &str)] = &[
    ("911 address of ", "Dirección para el 911 de "),
    ("Asked to loosen Guardian for ", "Pidió aflojar Guardian para "),
    ("Data limits for ", "Límites de datos de "),
    ("Data limits of ", "Límites de datos de "),
    ("Data paused: ", "Datos en pausa: "),
    ("Data resumed: ", "Datos reanudados: "),
    ("Declined to loosen Guardian for ", "No aceptó aflojar Guardian para "),
    ("Guardian change taken back for ", "Se deshizo un cambio de Guardian para "),
    ("Guardian changed by itself for ", "Guardian cambió por sí solo para "),
    ("Guardian changed for ", "Guardian cambió para "),
    ("Guardian checked again for ", "Se revisó Guardian de nuevo para "),
    ("Guardian loosened as asked for ", "Se aflojó Guardian como se pidió para "),
    ("Guardian undone for ", "Guardian deshecho para "),
    ("Guardian was changed elsewhere for ", "Guardian se cambió en otro lugar para "),
    ("Guardian’s switches for ", "Interruptores de Guardian para "),
    ("Invitation for ", "Invitación para "),
    ("New data cycle for ", "Ciclo de datos nuevo para "),
    ("New data cycle of ", "Nuevo ciclo de datos de "),
    ("New number for ", "Número nuevo para "),
    ("New SIM for ", "SIM nueva para "),
    ("Number for ", "Número para "),
    ("Rules for calls of ", "Reglas de llamadas de "),
    ("Rules for texts of ", "Reglas de mensajes de "),
    ("Voicemail of ", "Buzón de voz de "),
    ("Who looks after ", "Quién cuida a "),
];

/// A title; one that is not known stays as it is.
pub(super) fn title(what: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return what.to_owned();
    }
    if let Some((_, es)) = FIXED.iter().find(|(en, _)| *en == what) {
        return (*es).to_owned();
    }
    let led = LED.iter().find_map(|(en, es)| Some(format!("{es}{}", what.strip_prefix(en)?)));
    led.unwrap_or_else(|| what.to_owned())
}

/// Words of roles as the log has them in what was before and after.
const ROLES: [(&str, &str); 5] = [
    ("Guardian, looks after ", "Tutor, cuida a "),
    ("Account manager", "Titular de la cuenta"),
    ("Guardian", "Tutor"),
    ("Member", "Miembro"),
    ("no access", "sin acceso"),
];

/// The facts of an entry: of entries about people the roles are said in the reader's language.
pub(super) fn detail(what: &str, detail: &str, lang: Lang) -> String {
    let about_people = matches!(what, "Person invited" | "Role changed" | "Access removed");
    let Some((who, change)) = detail.split_once(": ").filter(|_| lang == Lang::Es && about_people) else {
        return detail.to_owned();
    };
    let sides = change.split(" → ").map(|side| {
        let known = ROLES.iter().find_map(|(en, es)| Some(format!("{es}{}", side.strip_prefix(en)?)));
        known.unwrap_or_else(|| side.to_owned()).replace(" and ", " y ")
    });
    format!("{who}: {}", sides.collect::<Vec<_>>().join(" → "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_said_in_spanish_and_others_stay() {
        assert_eq!(title("Role changed", Lang::Es), "Rol cambiado");
        assert_eq!(title("Number for Ama", Lang::Es), "Número para Ama");
        assert_eq!(title("Guardian changed for Ama", Lang::Es), "Guardian cambió para Ama");
        assert_eq!(title("Something else", Lang::Es), "Something else");
        assert_eq!(title("Role changed", Lang::En), "Role changed");
        let said = detail("Role changed", "Yaw: Member → Guardian, looks after Ama and Kofi", Lang::Es);
        assert_eq!(said, "Yaw: Miembro → Tutor, cuida a Ama y Kofi");
        assert_eq!(detail("Number bought", "Member: 1", Lang::Es), "Member: 1");
    }
}
