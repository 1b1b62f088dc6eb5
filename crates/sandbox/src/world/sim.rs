//! SIM ids and eSIM activation codes.

/// The check digit that makes `digits` pass Luhn.
fn check_digit(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0');
            let doubled = if i % 2 == 0 { digit * 2 } else { digit };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    (10 - sum % 10) % 10
}

/// The nth ICCID: 20 digits from `8901` (telecom, US), Luhn-valid.
pub fn iccid(n: u32) -> String {
    let body = format!("8901240397{n:09}");
    format!("{body}{}", check_digit(&body))
}

/// Whether text could be an ICCID: 18 to 22 digits, a trailing `F` as filler allowed.
pub fn is_iccid(text: &str) -> bool {
    let digits = text.strip_suffix(['F', 'f']).unwrap_or(text);
    (18..=22).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Address of a QR image at a third party with the activation code in it, as the platform answers it.
pub fn qr_url(n: u32) -> String {
    let group = |salt: u32| {
        let mut state = n.wrapping_mul(2_654_435_761).wrapping_add(salt.wrapping_mul(40_503));
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789"[(state >> 27) as usize])
        };
        (0..5).map(|_| letter()).collect::<String>()
    };
    let code = (1..=4).map(group).collect::<Vec<_>>().join("-");
    format!("https://quickchart.io/qr?text=LPA:1$SMDP.SANDBOX.EXAMPLE${code}&ecLevel=H&format=png")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iccids_pass_luhn() {
        assert_eq!(check_digit("7992739871"), 3);
        for n in [1, 42, 999_999_999] {
            let id = iccid(n);
            assert_eq!(id.len(), 20);
            assert!(is_iccid(&id) && id.starts_with("8901"));
            let sum: u32 = id
                .bytes()
                .rev()
                .enumerate()
                .map(|(i, b)| {
                    let d = u32::from(b - b'0') * (1 + u32::try_from(i % 2).unwrap());
                    d / 10 + d % 10
                })
                .sum();
            assert_eq!(sum % 10, 0, "{id}");
        }
    }

    #[test]
    fn activation_codes_differ() {
        assert_ne!(qr_url(1), qr_url(2));
        assert!(qr_url(7).contains("text=LPA:1$SMDP.SANDBOX.EXAMPLE$"));
    }
}
