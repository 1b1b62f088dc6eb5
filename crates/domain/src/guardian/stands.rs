//! What is decided about each number, whoever's contact it is.

use std::collections::BTreeMap;

use super::{Channel, Number, Settings, Stand};

/// What is decided about every number of the contacts on a channel. A number that two contacts have is blocked when one
/// of them is: [`super::check`] refuses such settings, and until they are mended the stricter holds.
pub(super) fn stands(settings: &Settings, channel: Channel) -> BTreeMap<&Number, Stand> {
    let mut all: BTreeMap<&Number, Stand> = BTreeMap::new();
    for contact in &settings.contacts {
        let stand = contact.stand(channel);
        for number in &contact.numbers {
            all.entry(number).and_modify(|held| *held = joined(*held, stand)).or_insert(stand);
        }
    }
    all
}

/// What is decided about one number on a channel.
pub(super) fn stand_of(settings: &Settings, channel: Channel, number: &Number) -> Stand {
    let holding = settings.contacts.iter().filter(|contact| contact.numbers.contains(number));
    holding.map(|contact| contact.stand(channel)).reduce(joined).unwrap_or_default()
}

/// Blocked wins over allowed, and either over nothing said.
fn joined(a: Stand, b: Stand) -> Stand {
    match (a, b) {
        (Stand::Blocked, _) | (_, Stand::Blocked) => Stand::Blocked,
        (Stand::Allowed, _) | (_, Stand::Allowed) => Stand::Allowed,
        (Stand::Neither, Stand::Neither) => Stand::Neither,
    }
}
