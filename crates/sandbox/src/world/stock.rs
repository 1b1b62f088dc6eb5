//! Where numbers can be had. An area code that is not listed has none.

use super::World;

/// An area with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Three digits.
    pub code: &'static str,
    /// ZIP codes served from it; the first is answered when only the area code was asked for.
    pub zips: &'static [&'static str],
    /// Gateway provider.
    pub ngp: &'static str,
}

const fn area(code: &'static str, zips: &'static [&'static str], ngp: &'static str) -> Area {
    Area { code, zips, ngp }
}

/// Areas with numbers.
pub const AREAS: [Area; 24] = [
    area("801", &["84043", "84101", "84601", "84003"], "SAG"),
    area("385", &["84043", "84101", "84604"], "SAG"),
    area("212", &["10001", "10011", "10023"], "AGP"),
    area("646", &["10001", "10016", "10028"], "AGP"),
    area("201", &["07030", "07302"], "AGP"),
    area("305", &["33101", "33139"], "AGP"),
    area("312", &["60601", "60614"], "SAG"),
    area("404", &["30303", "30309"], "AGP"),
    area("415", &["94102", "94110"], "SAG"),
    area("503", &["97201", "97205"], "SAG"),
    area("512", &["78701", "78704"], "SAG"),
    area("602", &["85001", "85004"], "SAG"),
    area("612", &["55401", "55408"], "SAG"),
    area("617", &["02108", "02116"], "AGP"),
    area("619", &["92101", "92103"], "SAG"),
    area("702", &["89101", "89109"], "SAG"),
    area("713", &["77002", "77006"], "SAG"),
    area("720", &["80202", "80205"], "SAG"),
    area("786", &["33130", "33132"], "AGP"),
    area("813", &["33602", "33606"], "AGP"),
    area("832", &["77003", "77007"], "SAG"),
    area("206", &["98101", "98104"], "SAG"),
    area("215", &["19102", "19103"], "AGP"),
    area("919", &["27601", "27605"], "AGP"),
];

/// Where a number comes from: by area code, then by ZIP code, then anywhere when neither was given.
pub fn choose(area_code: Option<&str>, zip: Option<&str>, turn: u32) -> Option<(Area, &'static str)> {
    let by_code = area_code.and_then(|code| AREAS.iter().find(|a| a.code == code));
    if let Some(area) = by_code {
        let served = zip.and_then(|z| area.zips.iter().find(|known| **known == z));
        return Some((*area, served.copied().unwrap_or(area.zips[0])));
    }
    if let Some(zip) = zip {
        return AREAS.iter().find_map(|a| a.zips.iter().find(|z| **z == zip).map(|z| (*a, *z)));
    }
    if area_code.is_some() {
        return None;
    }
    let area = AREAS[turn as usize % AREAS.len()];
    Some((area, area.zips[0]))
}

impl World {
    /// A number of this area nobody has: exchange 555, which no carrier assigns to people.
    pub fn fresh_number(&mut self, area: &str) -> Option<String> {
        (0..10_000).find_map(|_| {
            // 7919 and 10,000 have no common factor: every line number comes once before any comes twice.
            let line = self.serial().wrapping_mul(7919) % 10_000;
            let number = format!("+1{area}555{line:04}");
            let taken = self.lines.iter().any(|l| l.number == number) || self.ports.iter().any(|p| p.number == number);
            (line != 1212 && !taken).then_some(number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_code_comes_before_zip_and_both_before_chance() {
        assert_eq!(choose(Some("385"), Some("10001"), 0).map(|(a, z)| (a.code, z)), Some(("385", "84043")));
        assert_eq!(choose(Some("385"), Some("84604"), 0).map(|(a, z)| (a.code, z)), Some(("385", "84604")));
        assert_eq!(choose(Some("999"), Some("94110"), 0).map(|(a, _)| a.code), Some("415"));
        assert_eq!(choose(Some("999"), None, 0), None);
        assert_eq!(choose(None, Some("00000"), 0), None);
        assert!(choose(None, None, 77).is_some());
    }

    #[test]
    fn numbers_are_unique() {
        let mut world = World::default();
        let mut seen = std::collections::HashSet::new();
        for _ in 0..500 {
            assert!(seen.insert(world.fresh_number("801").unwrap()));
        }
    }
}
