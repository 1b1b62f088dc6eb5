//! The letter of authorisation: what the old account's holder signs.

use crate::lang::Lang;

/// What the letter names. Account number and PIN are no part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterFacts {
    /// The operator the numbers come to.
    pub operator: String,
    /// The carrier they come from.
    pub carrier: String,
    /// The holder of the account there.
    pub holder: String,
    /// The billing address there, in one line.
    pub address: String,
    /// The numbers, as people write them.
    pub numbers: Vec<String>,
    /// The day the letter is drawn up, as people write it.
    pub date: String,
}

/// The letter: headings (empty for none) and paragraphs.
pub fn letter(facts: &LetterFacts, lang: Lang) -> Vec<(String, String)> {
    let LetterFacts { operator, carrier, holder, address, numbers, date } = facts;
    let list = numbers.join(", ");
    let part = |heading: (&str, &str), en: String, es: String| {
        (lang.pick(heading.0, heading.1).to_owned(), lang.pick_string(|| en, || es))
    };
    vec![
        part(
            ("Letter of authorization", "Carta de autorización"),
            format!("{date}. To {carrier} and to whom it may concern."),
            format!("{date}. A {carrier} y a quien corresponda."),
        ),
        part(
            ("Who gives it", "Quién la da"),
            format!("{holder}, holder of the account at {carrier}, billed at {address}."),
            format!("{holder}, titular de la cuenta en {carrier}, con dirección de facturación {address}."),
        ),
        part(
            ("What it allows", "Qué permite"),
            format!(
                "I authorize {operator} and the carriers it works with to act as my agent and to move the numbers below \
                 from {carrier} to {operator}. They may show this letter to {carrier}, ask it for what the move needs, \
                 and place, correct and withdraw the order."
            ),
            format!(
                "Autorizo a {operator} y a los operadores con los que trabaja a actuar en mi nombre y a trasladar los \
                 números de abajo de {carrier} a {operator}. Pueden mostrar esta carta a {carrier}, pedirle lo que el \
                 traslado necesite, y hacer, corregir y retirar el pedido."
            ),
        ),
        part(("Numbers", "Números"), list.clone(), list),
        part(
            ("What I know", "Lo que sé"),
            format!(
                "My service for these numbers at {carrier} ends when they have moved. {carrier} may charge what I still \
                 owe, and lines that stay there go on as agreed with {carrier}. I keep my plan there until {operator} \
                 says that the move is done."
            ),
            format!(
                "Mi servicio de estos números en {carrier} termina cuando se hayan trasladado. {carrier} puede cobrar lo \
                 que aún deba, y las líneas que se quedan siguen como acordé con {carrier}. Conservo mi plan ahí hasta \
                 que {operator} diga que el traslado terminó."
            ),
        ),
        part(
            ("How long it holds", "Cuánto vale"),
            format!("For this move alone. I can withdraw it by telling {operator} before the numbers have moved."),
            format!(
                "Solo para este traslado. Puedo retirarla avisando a {operator} antes de que los números se trasladen."
            ),
        ),
    ]
}

/// What is said beside the box that is ticked and the name that is typed.
pub fn statement(facts: &LetterFacts, lang: Lang) -> String {
    let LetterFacts { operator, carrier, holder, .. } = facts;
    lang.pick_string(
        || {
            format!(
                "By typing my name and ticking this box I sign this letter. I am {holder}, or I am allowed to act for the \
                 holder of the account at {carrier}. I agree to sign electronically and to receive this letter from \
                 {operator} electronically; under the E-SIGN Act this has the same effect as a signature on paper."
            )
        },
        || {
            format!(
                "Al escribir mi nombre y marcar esta casilla firmo esta carta. Soy {holder}, o puedo actuar por el titular \
                 de la cuenta en {carrier}. Acepto firmar electrónicamente y recibir esta carta de {operator} por medios \
                 electrónicos; según la ley E-SIGN esto vale lo mismo que una firma en papel."
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> LetterFacts {
        LetterFacts {
            operator: "Acme Mobile".into(),
            carrier: "Verizon".into(),
            holder: "Dana Mensah".into(),
            address: "1 Main St, Lehi, UT 84043".into(),
            numbers: vec!["(385) 555-0142".into(), "(385) 555-0143".into()],
            date: "June 1, 2026".into(),
        }
    }

    #[test]
    fn the_letter_names_all_facts_in_both_languages() {
        for lang in Lang::ALL {
            let text = letter(&facts(), lang).into_iter().map(|(h, p)| format!("{h}\n{p}\n")).collect::<String>();
            for fact in ["Acme Mobile", "Verizon", "Dana Mensah", "1 Main St, Lehi", "(385) 555-0143", "June 1, 2026"] {
                assert!(text.contains(fact), "{lang:?} {fact}");
            }
            assert!(!text.contains("  ") && !text.contains('{'), "{text}");
            let statement = statement(&facts(), lang);
            assert!(statement.contains("E-SIGN") && statement.contains("Dana Mensah"));
        }
        assert_ne!(letter(&facts(), Lang::En), letter(&facts(), Lang::Es));
    }

    #[test]
    fn another_fact_is_another_letter() {
        let one = letter(&facts(), Lang::En);
        let change = |edit: fn(&mut LetterFacts)| {
            let mut facts = facts();
            edit(&mut facts);
            letter(&facts, Lang::En)
        };
        assert_ne!(change(|f| f.holder.push('x')), one);
        assert_ne!(change(|f| f.address.push('x')), one);
        assert_ne!(change(|f| f.numbers.truncate(1)), one);
        assert_ne!(change(|f| f.carrier.push('x')), one);
    }
}
