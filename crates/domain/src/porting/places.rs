//! What can be said of an address without a map.

/// Code of a state and the first three digits of its ZIP codes, from and to. Wide where the borders are: it only warns.
const ZIPS: [(&str, &[(u16, u16)]); 52] = [
    ("AL", &[(350, 369)]),
    ("AK", &[(995, 999)]),
    ("AZ", &[(850, 865)]),
    ("AR", &[(716, 729), (755, 755)]),
    ("CA", &[(900, 961)]),
    ("CO", &[(800, 816)]),
    ("CT", &[(60, 69)]),
    ("DE", &[(197, 199)]),
    ("DC", &[(200, 205), (569, 569)]),
    ("FL", &[(320, 349)]),
    ("GA", &[(300, 319), (398, 399)]),
    ("HI", &[(967, 968)]),
    ("ID", &[(832, 838)]),
    ("IL", &[(600, 629)]),
    ("IN", &[(460, 479)]),
    ("IA", &[(500, 528)]),
    ("KS", &[(660, 679)]),
    ("KY", &[(400, 427)]),
    ("LA", &[(700, 714)]),
    ("ME", &[(39, 49)]),
    ("MD", &[(206, 219)]),
    ("MA", &[(10, 27), (55, 55)]),
    ("MI", &[(480, 499)]),
    ("MN", &[(550, 567)]),
    ("MS", &[(386, 397)]),
    ("MO", &[(630, 658)]),
    ("MT", &[(590, 599)]),
    ("NE", &[(680, 693)]),
    ("NV", &[(889, 898)]),
    ("NH", &[(30, 38)]),
    ("NJ", &[(70, 89)]),
    ("NM", &[(870, 884)]),
    ("NY", &[(5, 5), (63, 63), (100, 149)]),
    ("NC", &[(270, 289)]),
    ("ND", &[(580, 588)]),
    ("OH", &[(430, 459)]),
    ("OK", &[(730, 749)]),
    ("OR", &[(970, 979)]),
    ("PA", &[(150, 196)]),
    ("PR", &[(6, 9)]),
    ("RI", &[(28, 29)]),
    ("SC", &[(290, 299)]),
    ("SD", &[(570, 577)]),
    ("TN", &[(370, 385)]),
    ("TX", &[(733, 733), (750, 799), (885, 885)]),
    ("UT", &[(840, 847)]),
    ("VT", &[(50, 59)]),
    ("VA", &[(201, 201), (220, 246)]),
    ("WA", &[(980, 994)]),
    ("WV", &[(247, 268)]),
    ("WI", &[(530, 549)]),
    ("WY", &[(820, 831), (834, 834)]),
];

/// Whether a ZIP code can be in a state; yes when either is none we know.
pub fn zip_in_state(zip: &str, state: &str) -> bool {
    let ranges = ZIPS.iter().find(|(code, _)| *code == state).map(|(_, ranges)| *ranges);
    let prefix = zip.get(..3).filter(|p| p.bytes().all(|b| b.is_ascii_digit())).and_then(|p| p.parse::<u16>().ok());
    match (ranges, prefix) {
        (Some(ranges), Some(prefix)) => ranges.iter().any(|(from, to)| (*from..=*to).contains(&prefix)),
        _ => true,
    }
}

/// Whether a street is a box of a post office.
pub fn is_po_box(street: &str) -> bool {
    const BOXES: [&[&str]; 7] = [
        &["PO", "BOX"],
        &["P", "O", "BOX"],
        &["POB"],
        &["POBOX"],
        &["POST", "OFFICE", "BOX"],
        &["APARTADO"],
        &["APDO"],
    ];
    let words: Vec<String> =
        street.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_uppercase).collect();
    let bare_box =
        matches!(words.as_slice(), [first, number, ..] if first == "BOX" && number.bytes().all(|b| b.is_ascii_digit()));
    bare_box || BOXES.iter().any(|name| words.windows(name.len()).any(|window| window == *name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::STATES;

    #[test]
    fn zip_codes_are_in_their_states() {
        for (zip, state) in [
            ("84043", "UT"),
            ("10001", "NY"),
            ("00501", "NY"),
            ("06103", "CT"),
            ("02139", "MA"),
            ("73301", "TX"),
            ("20500", "DC"),
            ("99501", "AK"),
            ("00901", "PR"),
            ("94105", "CA"),
            ("83001", "WY"),
        ] {
            assert!(zip_in_state(zip, state), "{zip} {state}");
        }
        for (zip, state) in [("84043", "NV"), ("10001", "NJ"), ("02139", "RI"), ("99501", "WA")] {
            assert!(!zip_in_state(zip, state), "{zip} {state}");
        }
        assert!(zip_in_state("8", "UT") && zip_in_state("84043", "XX") && zip_in_state("8é043", "UT"));
        for (code, _) in STATES {
            assert!(ZIPS.iter().any(|(state, _)| *state == code), "{code}");
        }
    }

    #[test]
    fn boxes_are_told_from_houses() {
        for street in [
            "PO Box 12",
            "P.O. Box 12",
            "p o box 12",
            "POB 12",
            "Post Office Box 7",
            "Box 12",
            "Apartado 4",
            "1 Main St, PO BOX 3",
        ] {
            assert!(is_po_box(street), "{street}");
        }
        for street in ["12 Boxwood Ln", "1 Po St", "Box Elder Rd 12", "HC 1 Box 5", "700 Apartment Way", ""] {
            assert!(!is_po_box(street), "{street}");
        }
    }
}
