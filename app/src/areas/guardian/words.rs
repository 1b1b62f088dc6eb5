//! Words that several parts of Guardian's pages share.

use domain::{
    Fields, Lang,
    guardian::{Contact, Lean, LevelTable, Settings, Stand, changes, settings_of},
};

use crate::language::lang;

/// What saving a form would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preview {
    /// Each change in words.
    pub(super) lines: Vec<String>,
    tighter: bool,
    looser: bool,
    /// Something in the form cannot be read yet.
    wrong: bool,
}

impl Preview {
    /// What these fields would change of what is saved.
    pub(super) fn of(saved: &Settings, fields: &Fields, levels: &LevelTable) -> Self {
        let (wanted, wrong) = match settings_of(fields, saved, levels) {
            Ok(wanted) => (wanted, false),
            Err(_) => (saved.clone(), true),
        };
        let changes = changes(saved, &wanted);
        let any = |lean: Lean| changes.iter().any(|change| change.direction == lean);
        let (tighter, looser) = (any(Lean::Tighter), any(Lean::Looser));
        Self { lines: changes.iter().map(|change| change.words(lang())).collect(), tighter, looser, wrong }
    }

    /// `2 changes, stricter than now`. `waits`: what is looser is asked of the account manager.
    pub(super) fn words(&self, waits: bool) -> String {
        let lang = lang();
        if self.wrong {
            return lang
                .pick(
                    "Something in the form can’t be read yet. Save, and each field says what it needs.",
                    "Algo en el formulario aún no se puede leer. Al guardar, cada campo dice qué necesita.",
                )
                .to_owned();
        }
        let count = match (self.lines.len(), lang) {
            (0, _) => return lang.pick("No changes", "Sin cambios").to_owned(),
            (1, Lang::En) => "1 change".to_owned(),
            (1, Lang::Es) => "1 cambio".to_owned(),
            (n, Lang::En) => format!("{n} changes"),
            (n, Lang::Es) => format!("{n} cambios"),
        };
        let lean = match (self.tighter, self.looser) {
            (true, true) => {
                lang.pick("some stricter, some looser than now", "unos más estrictos, otros más abiertos que ahora")
            }
            (true, false) => Lean::Tighter.words(lang),
            (false, true) => Lean::Looser.words(lang),
            (false, false) => Lean::Neutral.words(lang),
        };
        let asks = match self.looser && waits {
            true => lang.pick(
                ". What is looser waits for the account manager’s yes.",
                ". Lo más abierto espera el sí del titular de la cuenta.",
            ),
            false => "",
        };
        format!("{count}, {lean}{asks}")
    }
}

/// `(212) 555-0109 and 1 more`.
pub(super) fn numbers(contact: &Contact, lang: Lang) -> String {
    let Some(first) = contact.numbers.first() else { return String::new() };
    match (contact.numbers.len() - 1, lang) {
        (0, _) => first.show(),
        (n, Lang::En) => format!("{} and {n} more", first.show()),
        (n, Lang::Es) => format!("{} y {n} más", first.show()),
    }
}

/// `Calls and texts`, `Texts`, `Blocked`, `Calls, texts blocked`.
pub(super) fn stand(calls: Stand, texts: Stand, lang: Lang) -> &'static str {
    use Stand::{Allowed, Blocked, Neither};
    match (calls, texts) {
        (Allowed, Allowed) => lang.pick("Calls and texts", "Llamadas y mensajes"),
        (Allowed, Neither) => lang.pick("Calls", "Llamadas"),
        (Neither, Allowed) => lang.pick("Texts", "Mensajes"),
        (Neither, Neither) => lang.pick("No rule", "Sin regla"),
        (Blocked, Blocked) => lang.pick("Blocked", "Bloqueado"),
        (Blocked, Allowed) => lang.pick("Texts, calls blocked", "Mensajes; llamadas no"),
        (Allowed, Blocked) => lang.pick("Calls, texts blocked", "Llamadas; mensajes no"),
        (Blocked, Neither) => lang.pick("Calls blocked", "Llamadas bloqueadas"),
        (Neither, Blocked) => lang.pick("Texts blocked", "Mensajes bloqueados"),
    }
}

#[cfg(test)]
mod tests {
    use domain::guardian::{Level, settings_fields};

    use super::*;

    #[test]
    fn the_bar_says_how_much_and_which_way() {
        let (saved, levels) = (Settings::default(), LevelTable::default());
        let mut fields = settings_fields(&saved, &levels);
        assert_eq!(Preview::of(&saved, &fields, &levels).words(true), "No changes");
        fields.set("texts.mode", "enforce");
        fields.set("texts.level", Level::Child.as_str());
        let preview = Preview::of(&saved, &fields, &levels);
        assert!(preview.words(true).ends_with(" changes, stricter than now"), "{}", preview.words(true));
        let mut on = saved.clone();
        (on.texts.on, on.texts.block_links) = (true, true);
        let mut fields = settings_fields(&on, &levels);
        fields.set("texts.links", "");
        let preview = Preview::of(&on, &fields, &levels);
        assert_eq!(preview.words(false), "1 change, looser than now");
        assert!(preview.words(true).contains("waits for the account manager"));
        fields.set("notify", "grandma");
        assert!(Preview::of(&on, &fields, &levels).words(false).contains("can’t be read yet"));
    }
}
