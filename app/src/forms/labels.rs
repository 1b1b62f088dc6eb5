//! What a field is called away from its own label.

use domain::{Fields, Lang, person::first_name};

use crate::language::lang;

/// The words for a field in a summary of errors: `ZIP code of the billing address`, `Maya’s e-mail address`.
pub fn label_of(name: &str, fields: &Fields) -> String {
    label_in(lang(), name, fields)
}

fn label_in(lang: Lang, name: &str, fields: &Fields) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        ["account", "name"] => lang.pick("Family name", "Apellido de la familia").to_owned(),
        ["old", "name"] => lang.pick("Name on the bill", "Nombre en la factura").to_owned(),
        ["sign", "name"] => lang.pick("Your full name", "Tu nombre completo").to_owned(),
        ["in", "owner"] => lang.pick("The main line", "La línea principal").to_owned(),
        [address @ ("billing" | "mailing" | "e911"), field] => {
            let whose = match *address {
                "billing" => lang.pick("the billing address", "la dirección de facturación"),
                "mailing" => lang.pick("the mailing address", "la dirección postal"),
                _ => lang.pick("the 911 address", "la dirección para el 911"),
            };
            format!("{} {} {whose}", word(lang, field), lang.pick("of", "de"))
        }
        ["number", index, "number"] => numbered(lang.pick("Number", "Número"), index),
        ["in", index, field] => format!("{}: {}", line_of(lang, fields, index), possession(lang, field)),
        ["person" | "line" | "plan" | "limits", index, field] => {
            let typed = fields.get(&format!("person.{index}.name"));
            match (first_name(typed), lang) {
                ("", _) => {
                    let person = numbered(lang.pick("Person", "Persona"), index);
                    format!("{person}: {}", word(lang, field).to_lowercase())
                }
                (first, Lang::En) => format!("{first}’s {}", possession(lang, field)),
                (first, Lang::Es) => format!("{} de {first}", word(lang, field)),
            }
        }
        ["texts", "words", severity] => match *severity {
            "high" => lang.pick("Serious words", "Palabras graves"),
            "medium" => lang.pick("Words that worry", "Palabras que preocupan"),
            _ => lang.pick("Mild words", "Palabras leves"),
        }
        .to_owned(),
        ["texts", "watch_until"] => lang.pick("Only watching ends on", "Solo vigilar termina el").to_owned(),
        ["texts", "keywords"] => lang.pick("Words of your own", "Palabras propias").to_owned(),
        ["texts", _] => lang.pick("Texts", "Mensajes").to_owned(),
        ["calls", _] => lang.pick("Calls", "Llamadas").to_owned(),
        ["contacts", ..] => lang.pick("People", "Personas").to_owned(),
        ["notify"] => lang.pick("Who is told", "A quién se avisa").to_owned(),
        [parent @ ("account_number" | "pin"), part] => {
            format!("{}: {}", word(lang, parent), reference_word(lang, part).to_lowercase())
        }
        [parent @ ("account_number" | "pin"), part, code @ ("en" | "es")] => {
            format!("{}: {} ({})", word(lang, parent), reference_word(lang, part).to_lowercase(), tongue(lang, code))
        }
        [part, code @ ("en" | "es")] => format!("{} ({})", reference_word(lang, part), tongue(lang, code)),
        [field @ ("codes" | "phrases" | "fields" | "fix" | "mover" | "aliases" | "pin_days" | "key")] => {
            reference_word(lang, field)
        }
        ["who" | "data" | "time", field] => request_word(lang, field).to_owned(),
        ["note"] => lang.pick("Your words", "Tu texto").to_owned(),
        ["done"] => lang.pick("The tick that it is done", "La marca de que ya está hecho").to_owned(),
        ["col", column] => column.replace('_', " "),
        [field] | ["old" | "sign" | "limits" | "renewal", field] => word(lang, field),
        _ => name.to_owned(),
    }
}

/// A field of the reference data.
fn reference_word(lang: Lang, field: &str) -> String {
    let known = match field {
        "title" => lang.pick("Title", "Título"),
        "advice" => lang.pick("Advice", "Consejo"),
        "who" => lang.pick("Who may make the PIN", "Quién puede crear el PIN"),
        "label" => lang.pick("What it is called", "Cómo se llama"),
        "hint" => lang.pick("Where it is found", "Dónde se encuentra"),
        "need" => lang.pick("Asked for", "Se pide"),
        "min" => lang.pick("Fewest characters", "Mínimo de caracteres"),
        "max" => lang.pick("Most characters", "Máximo de caracteres"),
        "codes" => lang.pick("Codes", "Códigos"),
        "phrases" => lang.pick("Phrases", "Frases"),
        "fields" => lang.pick("Fields it opens", "Campos que abre"),
        "fix" => lang.pick("What helps", "Qué ayuda"),
        "mover" => lang.pick("Who can do it", "Quién puede hacerlo"),
        "aliases" => lang.pick("Other names", "Otros nombres"),
        "pin_days" => lang.pick("Days a PIN lives", "Días que dura el PIN"),
        "key" => lang.pick("Key", "Clave"),
        other => return other.to_owned(),
    };
    known.to_owned()
}

/// A field of a request.
fn request_word(lang: Lang, field: &str) -> &'static str {
    match field {
        "name" => lang.pick("Who it is", "Quién es"),
        "number" => lang.pick("Their phone number", "Su número de teléfono"),
        "how" => lang.pick("How you want to talk", "Cómo quieren hablar"),
        "more" => lang.pick("How much more", "Cuánto más"),
        "until" => lang.pick("Until when", "Hasta cuándo"),
        _ => lang.pick("Note", "Nota"),
    }
}

fn tongue(lang: Lang, code: &str) -> &'static str {
    if code == "es" { lang.pick("Spanish", "español") } else { lang.pick("English", "inglés") }
}

/// `Number 2`, from an index that counts from zero.
fn numbered(what: &str, index: &str) -> String {
    format!("{what} {}", index.parse::<usize>().map_or(1, |i| i + 1))
}

/// The number a line that comes over has, as people write it.
fn line_of(lang: Lang, fields: &Fields, index: &str) -> String {
    match fields.get(&format!("number.{index}.number")) {
        "" => numbered(lang.pick("Line", "Línea"), index),
        typed => domain::E164::parse(typed).map_or_else(|_| typed.to_owned(), |n| domain::phone::national(n.as_str())),
    }
}

/// A field's own word, as at the beginning of a line.
fn word(lang: Lang, field: &str) -> String {
    let known = match field {
        "street1" => lang.pick("Street", "Calle y número"),
        "street2" => lang.pick("Apartment or suite", "Apartamento o suite"),
        "city" => lang.pick("City", "Ciudad"),
        "state" => lang.pick("State", "Estado"),
        "zip" => lang.pick("ZIP code", "Código ZIP"),
        "name" => lang.pick("Name", "Nombre"),
        "email" => lang.pick("E-mail address", "Correo electrónico"),
        "password" => lang.pick("Password", "Contraseña"),
        "repeat" => lang.pick("Password again", "Contraseña otra vez"),
        "subscriber" => lang.pick("Person", "Persona"),
        "area_code" => lang.pick("Area code", "Código de área"),
        "sim" => lang.pick("SIM", "SIM"),
        "iccid" => lang.pick("SIM number (ICCID)", "Número de la SIM (ICCID)"),
        "message_route" => lang.pick("Route of texts", "Ruta de los mensajes"),
        "voice_route" => lang.pick("Route of calls", "Ruta de las llamadas"),
        "package" => lang.pick("Plan", "Plan"),
        "notify" => lang.pick("Notice mark", "Marca de aviso"),
        "throttle" => lang.pick("Slow-down mark", "Marca de velocidad reducida"),
        "speed" => lang.pick("Speed when slowed", "Velocidad reducida"),
        "limit" => lang.pick("Stop mark", "Marca de corte"),
        "period" => lang.pick("Month or week", "Mes o semana"),
        "every" => lang.pick("Every how many", "Cada cuántos"),
        "day" => lang.pick("Renewal day", "Día de renovación"),
        "until" => lang.pick("How long", "Cuánto tiempo"),
        "kind" => lang.pick("Kind of number", "Tipo de número"),
        "carrier" => lang.pick("Old carrier", "Operador anterior"),
        "account_number" => lang.pick("Account number", "Número de cuenta"),
        "pin" => lang.pick("Transfer PIN", "PIN de traslado"),
        "pin_made" => lang.pick("Day the PIN was made", "Día en que se creó el PIN"),
        "date" => lang.pick("Day of the move", "Día del traslado"),
        "agree" => lang.pick("Your agreement", "Tu autorización"),
        "file" => lang.pick("The table", "La tabla"),
        "how" => lang.pick("How it is signed", "Cómo se firma"),
        "person" => lang.pick("Person", "Persona"),
        "role" => lang.pick("Role", "Rol"),
        "of" => lang.pick("Whom they look after", "A quién cuida"),
        "way" => lang.pick("How we may reach you", "Cómo podemos contactarte"),
        "phone" => lang.pick("Phone number", "Número de teléfono"),
        "holder" => lang.pick("Account holder", "Titular de la cuenta"),
        "reason" => lang.pick("What happened", "Qué pasó"),
        "told" => lang.pick("What the receipt says", "Lo que dice el comprobante"),
        "text" => lang.pick("Note", "Nota"),
        "rows" => lang.pick("The list", "La lista"),
        "numbers" => lang.pick("Phone numbers", "Números de teléfono"),
        "calls" => lang.pick("Calls", "Llamadas"),
        "texts" => lang.pick("Texts", "Mensajes"),
        "until_date" => lang.pick("Until", "Hasta"),
        "until_time" => lang.pick("Time of day", "Hora"),
        "levels" => lang.pick("The levels", "Los niveles"),
        other => return other.to_owned(),
    };
    known.to_owned()
}

/// The same after `Maya’s`: abbreviations keep their capitals.
fn possession(lang: Lang, field: &str) -> String {
    match field {
        "zip" | "sim" | "iccid" => word(lang, field),
        _ => word(lang, field).to_lowercase(),
    }
}

/// Where a field stands in its wizard: errors are listed in the order of the page, which the alphabet is not.
pub(super) fn rank(name: &str) -> (usize, usize, usize) {
    const GROUPS: [&str; 12] =
        ["account", "billing", "mailing", "person", "line", "plan", "limits", "number", "old", "in", "e911", "sign"];
    const FIELDS: [&str; 30] = [
        "kind",
        "carrier",
        "account_number",
        "pin",
        "pin_made",
        "subscriber",
        "name",
        "email",
        "street1",
        "street2",
        "city",
        "state",
        "area_code",
        "zip",
        "date",
        "sim",
        "iccid",
        "message_route",
        "voice_route",
        "package",
        "owner",
        "notify",
        "throttle",
        "speed",
        "limit",
        "how",
        "agree",
        "number",
        "password",
        "repeat",
    ];
    let place = |list: &[&str], word: &str| list.iter().position(|w| *w == word).unwrap_or(list.len());
    let mut parts = name.split('.');
    let group = parts.next().unwrap_or_default();
    let field = name.rsplit('.').next().unwrap_or_default();
    let index = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    (place(&GROUPS, group), index, place(&FIELDS, field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_called_by_whom_they_concern() {
        let fields = Fields::from([("person.1.name", "Maya Mensah")]);
        assert_eq!(label_of("billing.zip", &fields), "ZIP code of the billing address");
        assert_eq!(label_of("person.1.email", &fields), "Maya’s e-mail address");
        assert_eq!(label_of("line.1.iccid", &fields), "Maya’s SIM number (ICCID)");
        assert_eq!(label_of("person.0.name", &fields), "Person 1: name");
        assert_eq!(label_in(Lang::Es, "person.1.email", &fields), "Correo electrónico de Maya");
        assert_eq!(label_in(Lang::Es, "e911.zip", &fields), "Código ZIP de la dirección para el 911");
    }

    #[test]
    fn lines_that_come_over_are_called_by_their_number() {
        let fields = Fields::from([("number.1.number", "801 555 0142")]);
        assert_eq!(label_in(Lang::En, "in.1.iccid", &fields), "(801) 555-0142: SIM number (ICCID)");
        assert_eq!(label_in(Lang::En, "in.2.package", &fields), "Line 3: plan");
        assert_eq!(label_in(Lang::En, "old.account_number", &fields), "Account number");
        assert_eq!(label_in(Lang::Es, "number.1.number", &fields), "Número 2");
    }

    #[test]
    fn errors_follow_the_page() {
        let mut names = ["limits.0.limit", "limits.0.notify", "billing.zip", "billing.city", "account.name"];
        names.sort_by_key(|name| rank(name));
        assert_eq!(names, ["account.name", "billing.city", "billing.zip", "limits.0.notify", "limits.0.limit"]);
    }
}
