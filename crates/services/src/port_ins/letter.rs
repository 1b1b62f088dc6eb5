//! The letter of authorization: what it says, and its PDF.

use domain::{
    Lang,
    porting::{LetterFacts, day_words, letter, statement},
};
use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};

use super::{
    pdf::{self, Look},
    signature::{How, Signing},
};

/// What a letter says: when one of it changes, a signature says nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The carrier that has the numbers.
    pub carrier: String,
    /// The name on the bill there.
    pub holder: String,
    /// The address on the bill there, in one line.
    pub address: String,
    /// The numbers, E.164.
    pub numbers: Vec<String>,
}

impl Facts {
    /// SHA-256 over all of it, whatever the language and the order of the numbers.
    pub fn digest(&self) -> Vec<u8> {
        let mut numbers: Vec<&str> = self.numbers.iter().map(String::as_str).collect();
        numbers.sort_unstable();
        let numbers = numbers.join(",");
        let mut hash = Sha256::new();
        for part in [&self.carrier, &self.holder, &self.address, &numbers] {
            // With its length, so that no two lists of parts read the same.
            hash.update(part.len().to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().to_vec()
    }

    /// The same as the letter has it, drawn up on `day` for this operator.
    pub fn named(&self, operator: &str, day: Date, lang: Lang) -> LetterFacts {
        LetterFacts {
            operator: operator.to_owned(),
            carrier: self.carrier.clone(),
            holder: self.holder.clone(),
            address: self.address.clone(),
            numbers: self.numbers.iter().map(|n| domain::phone::national(n)).collect(),
            date: day_words(&day.to_string(), lang),
        }
    }
}

/// The hash of a letter's words, as it is printed under them.
pub fn text_sha256(text: &[(String, String)]) -> String {
    let words: Vec<String> = text.iter().map(|(heading, paragraph)| format!("{heading}\n{paragraph}\n")).collect();
    hex::encode(Sha256::digest(words.concat()))
}

/// The PDF of a letter with its signature.
pub(super) fn draw(signing: &Signing<'_>, at: Timestamp) -> Vec<u8> {
    let lang = signing.lang;
    let day = at.to_zoned(signing.witness.zone.clone()).date();
    let facts = signing.facts.named(signing.operator, day, lang);
    let text = letter(&facts, lang);
    let title = text.first().map_or("", |(heading, _)| heading.as_str());
    let mut pieces = Vec::new();
    for (i, (heading, paragraph)) in text.iter().enumerate() {
        if !heading.is_empty() {
            pieces.push((if i == 0 { Look::Title } else { Look::Heading }, heading.clone()));
        }
        pieces.push((Look::Body, paragraph.clone()));
    }
    pieces.push((Look::Heading, lang.pick("Signature", "Firma").to_owned()));
    pieces.push((Look::Body, statement(&facts, lang)));
    pieces.push((Look::Signature, signing.signer.to_owned()));
    pieces.extend(proof(signing, at).into_iter().map(|line| (Look::Small, line)));
    let hash = text_sha256(&text);
    pieces.push((Look::Small, format!("{} {hash}", lang.pick("SHA-256 of the text:", "SHA-256 del texto:"))));
    pdf::write(title, lang.as_str(), &pieces)
}

/// Who signed, when, how and from where.
fn proof(signing: &Signing<'_>, at: Timestamp) -> Vec<String> {
    let (lang, signer) = (signing.lang, signing.signer);
    let local = at.to_zoned(signing.witness.zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string();
    let utc = at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
    let addr = &signing.witness.client_addr;
    if signing.how == How::Paper {
        let declared = &signing.witness.user_agent;
        return vec![
            lang.pick_string(
                || format!("Signed on paper by {signer}. {declared}."),
                || format!("Firmado en papel por {signer}. {declared}."),
            ),
            lang.pick_string(|| format!("Drawn up: {local} ({utc})"), || format!("Elaborado: {local} ({utc})")),
        ];
    }
    let how = match signing.how {
        How::Screen | How::Paper => lang.pick("on the portal’s page", "en la página del portal").to_owned(),
        How::Link => lang.pick_string(
            || format!("behind a single-use link mailed to {}", signing.email),
            || format!("con un enlace de un solo uso enviado a {}", signing.email),
        ),
    };
    vec![
        lang.pick_string(
            || format!("Signed electronically by {signer}, {how}."),
            || format!("Firmado electrónicamente por {signer}, {how}."),
        ),
        lang.pick_string(|| format!("Time: {local} ({utc})"), || format!("Hora: {local} ({utc})")),
        lang.pick_string(|| format!("Address of the device: {addr}"), || format!("Dirección del dispositivo: {addr}")),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use uuid::Uuid;

    use super::*;
    use crate::port_ins::signature::Witness;

    fn facts() -> Facts {
        Facts {
            carrier: "Verizon".into(),
            holder: "Dana Núñez".into(),
            address: "1 Main St, Lehi, UT 84043".into(),
            numbers: vec!["+18015550142".into(), "+18015550143".into()],
        }
    }

    #[test]
    fn each_fact_counts_and_their_order_does_not() {
        let mut other = facts();
        other.numbers.reverse();
        assert_eq!(other.digest(), facts().digest());
        let changes: [fn(&mut Facts); 4] = [
            |f| f.carrier = "AT&T".into(),
            |f| f.holder = "Dana Nunez".into(),
            |f| f.address.push('x'),
            |f| drop(f.numbers.pop()),
        ];
        for change in changes {
            let mut other = facts();
            change(&mut other);
            assert_ne!(other.digest(), facts().digest(), "{other:?}");
        }
    }

    #[test]
    fn the_paper_names_signer_time_and_place() {
        let witness = Witness {
            client_addr: "203.0.113.7".into(),
            user_agent: "Browser".into(),
            zone: TimeZone::get("America/Denver").unwrap(),
        };
        let facts = facts();
        let signing = Signing {
            draft: Uuid::nil(),
            account_id: None,
            operator: "Acme Mobile",
            facts: &facts,
            signer: "Dana Núñez",
            email: "dana@example.com",
            how: How::Link,
            lang: Lang::Es,
            witness: &witness,
        };
        let at: Timestamp = "2026-11-25T17:02:00Z".parse().unwrap();
        assert_eq!(
            proof(&signing, at),
            [
                "Firmado electrónicamente por Dana Núñez, con un enlace de un solo uso enviado a dana@example.com.",
                "Hora: 2026-11-25 10:02 MST (2026-11-25 17:02:00 UTC)",
                "Dirección del dispositivo: 203.0.113.7",
            ]
        );
        let pdf = draw(&signing, at);
        let has = |what: &[u8]| pdf.windows(what.len()).any(|w| w == what);
        assert!(has(b"(Hora: 2026-11-25 10:02 MST") && has(b"(Firma) Tj"), "{}", String::from_utf8_lossy(&pdf));
    }
}
