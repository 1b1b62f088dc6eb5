//! In which time zone a line is: nobody says, so it is told from where 911 sends help, else from the area code.

use crate::UsState;

const EASTERN: &str = "America/New_York";
const CENTRAL: &str = "America/Chicago";
const MOUNTAIN: &str = "America/Denver";
const ARIZONA: &str = "America/Phoenix";
const PACIFIC: &str = "America/Los_Angeles";
const ALASKA: &str = "America/Anchorage";
const HAWAII: &str = "Pacific/Honolulu";
const ATLANTIC: &str = "America/Puerto_Rico";

/// Area codes by the zone that most of their people live in (North American Numbering Plan, the states and territories).
const AREA_CODES: &[(&str, &str)] = &[
    (
        EASTERN,
        "201 202 203 207 212 215 216 220 223 227 229 231 234 239 240 248 252 260 267 269 272 276 283 301 302 304 305 313 \
         315 317 321 324 326 330 332 336 339 347 351 352 363 380 386 401 404 407 410 412 413 419 423 434 436 440 443 445 \
         463 470 472 475 478 484 502 508 513 516 517 518 540 551 561 567 570 571 574 582 585 586 603 606 607 609 610 614 \
         616 617 624 631 640 645 646 656 667 678 679 680 681 686 689 703 704 706 716 717 718 724 727 728 732 734 740 743 \
         754 757 762 765 770 771 772 774 781 786 802 803 804 810 812 813 814 821 826 828 835 838 839 843 845 848 854 856 \
         857 859 860 862 863 864 865 878 904 906 908 910 912 914 917 919 929 930 934 937 941 943 947 948 954 959 973 978 \
         980 984 989",
    ),
    (
        CENTRAL,
        "205 210 214 217 218 219 224 225 228 251 254 256 262 270 274 281 308 309 312 314 316 318 319 320 325 327 331 334 \
         337 346 353 361 364 402 405 409 414 417 430 432 447 448 464 469 471 479 501 504 507 512 515 531 534 539 557 563 \
         572 573 580 601 605 608 612 615 618 620 629 630 636 641 651 659 660 662 682 701 708 712 713 715 726 730 731 737 \
         763 769 773 779 785 806 815 816 817 830 832 847 850 861 870 872 901 903 913 918 920 924 931 936 938 940 945 952 \
         956 972 975 979 985",
    ),
    (MOUNTAIN, "208 303 307 385 406 435 505 575 719 720 801 915 970 983 986"),
    (ARIZONA, "480 520 602 623 928"),
    (
        PACIFIC,
        "206 209 213 253 279 310 323 341 350 357 360 369 408 415 424 425 442 458 503 509 510 530 541 559 562 564 619 626 \
         628 650 657 661 669 702 707 714 725 738 747 760 775 805 818 820 831 837 840 858 909 916 925 949 951 971",
    ),
    (ALASKA, "907"),
    (HAWAII, "808"),
    (ATLANTIC, "340 787 939"),
];

/// States by zone; one that has two stands in both, first where most of its people live.
const STATES: &[(&str, &str)] = &[
    (EASTERN, "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV"),
    (CENTRAL, "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI"),
    (MOUNTAIN, "CO ID MT NM UT WY"),
    (ARIZONA, "AZ"),
    (PACIFIC, "CA NV OR WA"),
    (ALASKA, "AK"),
    (HAWAII, "HI"),
    (ATLANTIC, "PR"),
    (CENTRAL, "FL IN KY MI"),
    (EASTERN, "TN"),
    (MOUNTAIN, "KS ND NE OR SD TX"),
    (PACIFIC, "ID"),
];

/// The IANA name of a line's zone: the state's where 911 sends help, and of a state with two zones the one of the number's
/// area code; without an address the area code's alone. `None` for numbers of elsewhere and those that belong nowhere.
pub fn of_line(number: &str, state: Option<UsState>) -> Option<&'static str> {
    let code = number.strip_prefix("+1").and_then(|rest| rest.get(..3));
    let by_code = code.and_then(|code| zones(AREA_CODES, code).next());
    match state {
        None => by_code,
        Some(state) => {
            let of_state = || zones(STATES, state.code());
            by_code.filter(|zone| of_state().any(|of| of == *zone)).or_else(|| of_state().next()).or(by_code)
        }
    }
}

fn zones(table: &'static [(&str, &str)], word: &str) -> impl Iterator<Item = &'static str> {
    table.iter().filter(move |(_, words)| words.split(' ').any(|one| one == word)).map(|(zone, _)| *zone)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::address::STATES as STATE_NAMES;

    fn line(number: &str, state: &str) -> Option<&'static str> {
        of_line(number, UsState::parse(state).ok())
    }

    #[test]
    fn a_line_is_where_911_sends_help_else_where_its_area_code_is() {
        assert_eq!(line("+18015550143", ""), Some(MOUNTAIN));
        assert_eq!(line("+12125550151", ""), Some(EASTERN));
        // Somebody moved and kept the number.
        assert_eq!(line("+12125550151", "CA"), Some(PACIFIC));
        // A state with two zones: the area code tells which, and where it is of another state, where most people live.
        assert_eq!(line("+18505550123", "FL"), Some(CENTRAL));
        assert_eq!(line("+13055550123", "FL"), Some(EASTERN));
        assert_eq!(line("+12065550123", "FL"), Some(EASTERN));
        // Toll-free, and of another country.
        assert_eq!((line("+18005550123", ""), line("+525555550123", "")), (None, None));
        assert_eq!(line("+18005550123", "HI"), Some(HAWAII));
    }

    #[test]
    fn each_area_code_has_one_zone_and_each_state_a_first() {
        let mut seen = BTreeSet::new();
        for code in AREA_CODES.iter().flat_map(|(_, codes)| codes.split(' ')) {
            assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()) && seen.insert(code), "{code}");
        }
        for (state, _) in STATE_NAMES {
            assert!(line("", state).is_some(), "{state}");
        }
    }
}
