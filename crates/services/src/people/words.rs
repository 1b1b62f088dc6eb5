//! What is said about people: in the log, and to those concerned.

use domain::{Lang, Role};

use crate::{accounts::PersonRef, notices::Words};

/// `Guardian, looks after Ama Mensah and Yaw Mensah`; `no access` for who has no role.
fn standing(role: Option<Role>, looks_after: &[PersonRef], lang: Lang) -> String {
    match (role, names(looks_after, lang)) {
        (None, _) => lang.pick("no access", "sin acceso").to_owned(),
        (Some(Role::Guardian), Some(names)) => {
            let role = Role::Guardian.label(lang);
            format!("{role}, {} {names}", lang.pick("looks after", "cuida a"))
        }
        (Some(role), _) => role.label(lang).to_owned(),
    }
}

/// What somebody was and is, in both languages, for the activity: `Yaw Mensah: Member → no access`.
pub(super) fn became(
    who: &str,
    (was, looked_after): (Option<Role>, &[PersonRef]),
    (is, looks_after): (Option<Role>, &[PersonRef]),
) -> [String; 2] {
    Lang::ALL.map(|lang| format!("{who}: {} → {}", standing(was, looked_after, lang), standing(is, looks_after, lang)))
}

/// The names in a row; none for nobody.
pub(super) fn names(people: &[PersonRef], lang: Lang) -> Option<String> {
    let (last, before) = people.split_last()?;
    if before.is_empty() {
        return Some(last.name.clone());
    }
    let before: Vec<&str> = before.iter().map(|person| person.name.as_str()).collect();
    Some(format!("{} {} {}", before.join(", "), lang.pick("and", "y"), last.name))
}

fn words(title: [String; 2], body: [String; 2], button: [&'static str; 2]) -> Words {
    Words { title, body, button }
}

const SEE: [&str; 2] = ["See people and roles", "Ver personas y roles"];

/// To those who run the account: somebody was invited.
pub(super) fn invited(by: &str, name: &str, role: Role) -> Words {
    let [en, es] = Lang::ALL.map(|lang| role.label(lang));
    words(
        [format!("{name} was invited"), format!("Se invitó a {name}")],
        [
            format!("{by} invited {name} as: {en}. If you did not expect that, remove the access and tell us."),
            format!("{by} invitó a {name} como: {es}. Si no lo esperabas, quita el acceso y avísanos."),
        ],
        SEE,
    )
}

/// To those who run the account: what somebody may do was changed.
pub(super) fn changed(by: &str, name: &str, role: Role, looks_after: &[PersonRef]) -> Words {
    let [en, es] = Lang::ALL.map(|lang| told(role, looks_after, lang));
    words(
        [format!("{name}’s role was changed"), format!("Cambió el rol de {name}")],
        [
            format!(
                "{by} changed what {name} may do. Now: {en}. If you did not expect that, change it back and tell us."
            ),
            format!("{by} cambió lo que {name} puede hacer. Ahora: {es}. Si no lo esperabas, cámbialo y avísanos."),
        ],
        SEE,
    )
}

/// The same to the person concerned.
pub(super) fn yours_changed(by: &str, role: Role, looks_after: &[PersonRef]) -> Words {
    let [en, es] = Lang::ALL.map(|lang| told(role, looks_after, lang));
    words(
        ["Your role was changed".to_owned(), "Cambió tu rol".to_owned()],
        [
            format!("{by} changed what you may do here. Now: {en}."),
            format!("{by} cambió lo que puedes hacer aquí. Ahora: {es}."),
        ],
        ["See your lines", "Ver tus líneas"],
    )
}

fn told(role: Role, looks_after: &[PersonRef], lang: Lang) -> String {
    match (role, names(looks_after, lang)) {
        (Role::Guardian, Some(names)) => {
            format!("{} {} {names}", role.label(lang), lang.pick("of", "de"))
        }
        _ => role.label(lang).to_owned(),
    }
}

/// To those who run the account: somebody was removed.
pub(super) fn removed(by: &str, name: &str) -> Words {
    words(
        [format!("{name}’s access was removed"), format!("Se quitó el acceso de {name}")],
        [
            format!("{by} removed {name}’s access. The lines stay as they are."),
            format!("{by} quitó el acceso de {name}. Las líneas siguen como están."),
        ],
        SEE,
    )
}

/// The same to the person concerned.
pub(super) fn yours_removed(by: &str) -> Words {
    words(
        ["Your access was removed".to_owned(), "Se quitó tu acceso".to_owned()],
        [
            format!(
                "{by} removed your access to this portal. Lines stay as they are. If this is a mistake, ask them or us."
            ),
            format!(
                "{by} quitó tu acceso a este portal. Las líneas siguen como están. Si es un error, pregúntales o pregúntanos."
            ),
        ],
        ["Open the portal", "Abrir el portal"],
    )
}
