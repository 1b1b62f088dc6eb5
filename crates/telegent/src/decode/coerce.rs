//! Scalars in whatever clothes they come.

use serde_json::Value;

/// A non-empty string; numbers and booleans as they are printed.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.trim()).filter(|s| !s.is_empty()).map(str::to_owned),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        _ => None,
    }
}

/// `true`, `"True"`, `1`, `"yes"`.
pub(crate) fn boolean(value: &Value) -> Option<bool> {
    match text(value)?.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// A whole number, also as `"12"` or `12.0`.
pub(crate) fn integer(value: &Value) -> Option<i64> {
    let text = text(value)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if fraction.bytes().all(|b| b == b'0') { whole.replace(',', "").parse().ok() } else { None }
}

/// An amount of dollars as cents.
pub(crate) fn cents(value: &Value) -> Option<i64> {
    dollars(value, 2)
}

/// An amount of dollars as millionths, for what costs less than a cent.
pub(crate) fn micros(value: &Value) -> Option<i64> {
    dollars(value, 6)
}

/// An amount of dollars with so many decimals, read digit by digit: `34.56`, `"1.12"`, `"$1,234.5"`. Half of the last
/// decimal rounds away from zero.
fn dollars(value: &Value, decimals: usize) -> Option<i64> {
    let text = text(value)?;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let digits = digits.trim_start_matches('$').replace(',', "");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let numeric = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !numeric(whole) || !numeric(fraction) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let digit = |i: usize| fraction.as_bytes().get(i).map_or(0, |b| i64::from(b - b'0'));
    let parts = (0..decimals).map(digit).fold(0, |parts, digit| parts * 10 + digit);
    let rounding = i64::from(digit(decimals) >= 5);
    let scale = 10i64.pow(u32::try_from(decimals).ok()?);
    let amount = whole.checked_mul(scale)?.checked_add(parts + rounding)?;
    Some(if negative { -amount } else { amount })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn less_than_a_cent_is_not_lost() {
        assert_eq!(micros(&json!(0.0045)), Some(4500));
        assert_eq!(micros(&json!("$0.0045")), Some(4500));
        assert_eq!(micros(&json!(0)), Some(0));
    }

    #[test]
    fn money_is_exact_however_it_is_written() {
        for (value, expected) in [
            (json!(34.56), Some(3456)),
            (json!("1.12"), Some(112)),
            (json!(1), Some(100)),
            (json!(300.0), Some(30_000)),
            (json!("$1,234.5"), Some(123_450)),
            (json!(0.0045), Some(0)),
            (json!(-2.5), Some(-250)),
            (json!(".5"), Some(50)),
            (json!("1e3"), None),
            (json!("free"), None),
            (json!(null), None),
            (json!("."), None),
        ] {
            assert_eq!(cents(&value), expected, "{value}");
        }
    }

    #[test]
    fn whole_numbers_and_booleans_come_as_strings() {
        assert_eq!(integer(&json!("1,024")), Some(1024));
        assert_eq!(integer(&json!(12.0)), Some(12));
        assert_eq!(integer(&json!(12.5)), None);
        assert_eq!(boolean(&json!("True")), Some(true));
        assert_eq!(boolean(&json!(0)), Some(false));
        assert_eq!(boolean(&json!("maybe")), None);
    }

    proptest! {
        #[test]
        fn every_amount_survives_number_and_string(amount in -1_000_000_000i64..1_000_000_000) {
            let sign = if amount < 0 { "-" } else { "" };
            let printed = format!("{sign}{}.{:02}", amount.abs() / 100, amount.abs() % 100);
            prop_assert_eq!(cents(&json!(printed)), Some(amount));
            prop_assert_eq!(cents(&json!(crate::types::dollars(amount))), Some(amount));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let value = json!(text);
            let _ = (cents(&value), integer(&value), boolean(&value));
        }
    }
}
