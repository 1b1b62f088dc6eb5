//! The form of a person's settings, as the browser works on it; what its fields mean stands in `domain::guardian`.

#[cfg(any(feature = "hydrate", test))]
use domain::{
    Fields,
    guardian::{KeywordClass, Level, LevelTable, Texts},
};

/// The form's id in the page.
pub(super) const ID: &str = "settings";

/// The switches a level turns.
#[cfg(any(feature = "hydrate", test))]
pub(super) const LEVELLED: [&str; 5] =
    ["texts.unknown", "texts.links", "texts.media", "texts.profanity", "texts.violence"];

/// How a level has its switches; none for a choice of one's own.
#[cfg(any(feature = "hydrate", test))]
pub(super) fn switches_of(level: &str, levels: &LevelTable) -> Option<[(&'static str, bool); 5]> {
    let row = levels.row(Level::parse(level).ok()?)?;
    let [unknown, links, media, profanity, violence] = LEVELLED;
    Some([
        (unknown, row.block_unknown),
        (links, row.block_links),
        (media, row.block_media),
        (profanity, row.classes.contains(&KeywordClass::Profanity)),
        (violence, row.classes.contains(&KeywordClass::Violence)),
    ])
}

/// The level that has the switches as these fields have them, as its word, or `own`.
#[cfg(any(feature = "hydrate", test))]
pub(super) fn level_word(fields: &Fields, levels: &LevelTable) -> &'static str {
    let ticked = |name: &str| fields.ticked(&format!("texts.{name}"));
    let texts = Texts {
        block_unknown: ticked("unknown"),
        block_links: ticked("links"),
        block_media: ticked("media"),
        classes: KeywordClass::ALL.into_iter().filter(|class| ticked(class.as_str())).collect(),
        ..Texts::default()
    };
    levels.of(&texts).map_or("own", Level::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_turns_its_switches_and_they_turn_it() {
        let levels = LevelTable::default();
        for level in Level::ALL {
            let mut fields = Fields::default();
            for (name, on) in switches_of(level.as_str(), &levels).unwrap() {
                fields.set(name, if on { "on" } else { "" });
            }
            assert_eq!(level_word(&fields, &levels), level.as_str());
            let turned = if fields.ticked("texts.links") { "" } else { "on" };
            fields.set("texts.links", turned);
            assert_eq!(level_word(&fields, &levels), "own");
        }
        assert_eq!(switches_of("own", &levels), None);
    }
}
