//! Levels for texts: each is its documented switches, kept in one table.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{KeywordClass, Texts};
use crate::{Fault, lang::Lang};

/// A level for texts. The platform advertises these names and documents no field for them, so a level is the switches
/// of its row in [`LevelTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The strictest.
    Child,
    /// In between.
    Adolescent,
    /// The lightest.
    Teenager,
}

impl Level {
    /// All, strictest first.
    pub const ALL: [Self; 3] = [Self::Child, Self::Adolescent, Self::Teenager];

    /// The stored word, also that of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Adolescent => "adolescent",
            Self::Teenager => "teenager",
        }
    }

    /// From the stored word.
    ///
    /// # Errors
    /// [`Fault::Choice`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        Self::ALL.into_iter().find(|level| level.as_str() == raw.trim()).ok_or(Fault::Choice)
    }

    /// `Child`.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Child => lang.pick("Child", "Infantil"),
            Self::Adolescent => lang.pick("Adolescent", "Preadolescente"),
            Self::Teenager => lang.pick("Teenager", "Adolescente"),
        }
    }
}

/// What a level switches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelRow {
    /// Which.
    pub level: Level,
    /// Stops whoever is not an allowed contact.
    pub block_unknown: bool,
    /// Stops web addresses.
    pub block_links: bool,
    /// Stops pictures, videos and sounds.
    pub block_media: bool,
    /// Word lists.
    pub classes: BTreeSet<KeywordClass>,
}

impl LevelRow {
    /// Whether texts are set just so.
    pub fn is_in(&self, texts: &Texts) -> bool {
        (self.block_unknown, self.block_links, self.block_media, &self.classes)
            == (texts.block_unknown, texts.block_links, texts.block_media, &texts.classes)
    }

    /// Sets texts just so; the family's own words, directions and mode stay.
    pub fn apply(&self, texts: &mut Texts) {
        (texts.block_unknown, texts.block_links, texts.block_media) =
            (self.block_unknown, self.block_links, self.block_media);
        texts.classes.clone_from(&self.classes);
    }

    /// `Stopped: unknown senders, links, pictures and video, swearing, threats and violence.`
    pub fn words(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if self.block_unknown {
            parts.push(lang.pick("unknown senders", "remitentes desconocidos"));
        }
        if self.block_links {
            parts.push(lang.pick("links", "enlaces"));
        }
        if self.block_media {
            parts.push(lang.pick("pictures and video", "fotos y videos"));
        }
        parts.extend(self.classes.iter().map(|class| class.label(lang)));
        match parts.is_empty() {
            true => lang.pick("Nothing is stopped.", "No se detiene nada.").to_owned(),
            false => format!("{}: {}.", lang.pick("Stopped", "Se detiene"), parts.join(", ")),
        }
    }
}

/// The levels as data the operator's staff may edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LevelTable(pub Vec<LevelRow>);

impl Default for LevelTable {
    fn default() -> Self {
        let row = |level, block_unknown, block_media, classes: &[KeywordClass]| LevelRow {
            level,
            block_unknown,
            block_links: true,
            block_media,
            classes: classes.iter().copied().collect(),
        };
        Self(vec![
            row(Level::Child, true, true, &KeywordClass::ALL),
            row(Level::Adolescent, false, true, &KeywordClass::ALL),
            row(Level::Teenager, false, false, &[KeywordClass::Violence]),
        ])
    }
}

impl LevelTable {
    /// The row of a level.
    pub fn row(&self, level: Level) -> Option<&LevelRow> {
        self.0.iter().find(|row| row.level == level)
    }

    /// The level texts are set to; none when the switches are the family's own.
    pub fn of(&self, texts: &Texts) -> Option<Level> {
        self.0.iter().find(|row| row.is_in(texts)).map(|row| row.level)
    }

    /// Sets texts to a level.
    pub fn apply(&self, level: Level, texts: &mut Texts) {
        if let Some(row) = self.row(level) {
            row.apply(texts);
        }
    }

    /// Whether each level is there once and no two have the same switches.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::LevelsAlike`].
    pub fn check(&self) -> Result<(), Fault> {
        if self.0.len() != Level::ALL.len() || Level::ALL.into_iter().any(|level| self.row(level).is_none()) {
            return Err(Fault::Missing);
        }
        let switches = |row: &LevelRow| (row.block_unknown, row.block_links, row.block_media, row.classes.clone());
        let different: BTreeSet<_> = self.0.iter().map(switches).collect();
        if different.len() == self.0.len() { Ok(()) } else { Err(Fault::LevelsAlike) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_its_switches_and_known_by_them() {
        let table = LevelTable::default();
        assert_eq!(table.check(), Ok(()));
        for level in Level::ALL {
            let mut texts = Texts::default();
            table.apply(level, &mut texts);
            assert_eq!(table.of(&texts), Some(level));
            texts.block_links = !texts.block_links;
            assert_eq!(table.of(&texts), None, "{level:?}");
        }
    }

    #[test]
    fn levels_nobody_could_tell_apart_are_refused() {
        let mut table = LevelTable::default();
        table.0[1] = LevelRow { level: Level::Adolescent, ..table.0[0].clone() };
        assert_eq!(table.check(), Err(Fault::LevelsAlike));
        table.0.pop();
        assert_eq!(table.check(), Err(Fault::Missing));
    }
}
