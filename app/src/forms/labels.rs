//! What a field is called away from its own label.

use domain::{Fields, person::first_name};

/// The words for a field in a summary of errors: `ZIP code of the billing address`, `Maya’s e-mail address`.
pub fn label_of(name: &str, fields: &Fields) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        ["account", "name"] => "Family name".to_owned(),
        [address @ ("billing" | "mailing"), field] => {
            format!("{} of the {address} address", word(field))
        }
        ["person" | "line" | "plan" | "limits", index, field] => {
            let typed = fields.get(&format!("person.{index}.name"));
            let number = index.parse::<usize>().map_or(1, |i| i + 1);
            match first_name(typed) {
                "" => format!("Person {number}: {}", word(field).to_lowercase()),
                first => format!("{first}’s {}", possession(field)),
            }
        }
        [field] => word(field),
        _ => name.to_owned(),
    }
}

/// A field's own word, as at the beginning of a line.
fn word(field: &str) -> String {
    let known = match field {
        "street1" => "Street",
        "street2" => "Apartment or suite",
        "city" => "City",
        "state" => "State",
        "zip" => "ZIP code",
        "name" => "Name",
        "email" => "E-mail address",
        "password" => "Password",
        "repeat" => "Password again",
        "subscriber" => "Person",
        "area_code" => "Area code",
        "sim" => "SIM",
        "iccid" => "SIM number (ICCID)",
        "message_route" => "Route of texts",
        "voice_route" => "Route of calls",
        "package" => "Plan",
        "notify" => "Notice mark",
        "throttle" => "Slow-down mark",
        "speed" => "Speed when slowed",
        "limit" => "Stop mark",
        other => return other.to_owned(),
    };
    known.to_owned()
}

/// The same after `Maya’s`: abbreviations keep their capitals.
fn possession(field: &str) -> String {
    match field {
        "zip" | "sim" | "iccid" => word(field),
        _ => word(field).to_lowercase(),
    }
}

/// Where a field stands in its wizard: errors are listed in the order of the page, which the alphabet is not.
pub(super) fn rank(name: &str) -> (usize, usize, usize) {
    const GROUPS: [&str; 7] = ["account", "billing", "mailing", "person", "line", "plan", "limits"];
    const FIELDS: [&str; 20] = [
        "subscriber",
        "name",
        "email",
        "street1",
        "street2",
        "city",
        "state",
        "area_code",
        "zip",
        "sim",
        "iccid",
        "message_route",
        "voice_route",
        "package",
        "notify",
        "throttle",
        "speed",
        "limit",
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
    }

    #[test]
    fn errors_follow_the_page() {
        let mut names = ["limits.0.limit", "limits.0.notify", "billing.zip", "billing.city", "account.name"];
        names.sort_by_key(|name| rank(name));
        assert_eq!(names, ["account.name", "billing.city", "billing.zip", "limits.0.notify", "limits.0.limit"]);
    }
}
