//! The rows of the catalogue of refusals that the portal starts with: how they are written, and those on what was typed.
//! English and Spanish stand side by side.
//!
//! Codes and phrases are those of the trade as far as they are known; what Telegent passes on is not listed anywhere, so
//! staff add to this from what arrives as unknown.

use super::{
    refusal::{Fix, Mover, PortField, Refusal},
    words::Words,
};

/// A row as a constant.
pub(super) struct Row {
    pub(super) key: &'static str,
    pub(super) codes: &'static [&'static str],
    pub(super) phrases: &'static [&'static str],
    pub(super) fields: &'static [PortField],
    pub(super) fix: Fix,
    pub(super) mover: Mover,
    pub(super) title: (&'static str, &'static str),
    pub(super) advice: (&'static str, &'static str),
}

impl Row {
    /// As data.
    pub(super) fn refusal(&self) -> Refusal {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Refusal {
            key: self.key.to_owned(),
            codes: owned(self.codes),
            phrases: owned(self.phrases),
            fields: self.fields.to_vec(),
            fix: self.fix,
            mover: self.mover,
            title: Words::new(self.title.0, self.title.1),
            advice: Words::new(self.advice.0, self.advice.1),
        }
    }
}

/// What does not match, in the order of the form.
pub(super) const TYPED: [Row; 13] = [
    Row {
        key: "account_number",
        codes: &["8A"],
        phrases: &[
            "account num req",
            "account number required",
            "account number mismatch",
            "account number does not match",
            "account number incorrect",
            "incorrect account number",
            "invalid account number",
        ],
        fields: &[PortField::AccountNumber],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("The account number didn’t match", "El número de cuenta no coincide"),
        advice: (
            "Copy the account number from a bill or the app of {carrier}, with all its zeros. It is often not the phone number.",
            "Copia el número de cuenta de una factura o de la aplicación de {carrier}, con todos sus ceros. Muchas veces no es el número de teléfono.",
        ),
    },
    Row {
        key: "transfer_pin",
        codes: &["6B", "8C"],
        phrases: &[
            "transfer pin",
            "passcode pin invalid",
            "pin required",
            "pin incorrect",
            "pin does not match",
            "invalid pin",
            "incorrect pin",
            "password required",
            "password incorrect",
            "password does not match",
        ],
        fields: &[PortField::Pin],
        fix: Fix::Change,
        mover: Mover::OldAccountOwner,
        title: ("The transfer PIN didn’t match", "El PIN de traslado no coincide"),
        advice: (
            "Make a new transfer PIN at {carrier} and enter it with the day you made it. Old PINs run out after a few days.",
            "Crea un PIN de traslado nuevo en {carrier} y escríbelo con el día en que lo creaste. Los PIN vencen a los pocos días.",
        ),
    },
    Row {
        key: "zip",
        codes: &["8D", "9E"],
        phrases: &[
            "zip code required",
            "zip code incorrect",
            "zip code mismatch",
            "zip code does not match",
            "zip mismatch",
            "zip does not match",
            "invalid zip",
            "incorrect zip",
            "postal code mismatch",
        ],
        fields: &[PortField::Zip],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("The ZIP code didn’t match", "El código ZIP no coincide"),
        advice: (
            "Enter the ZIP code of the address that {carrier} sends bills to, even if you have moved.",
            "Escribe el código ZIP de la dirección a la que {carrier} manda las facturas, aunque te hayas mudado.",
        ),
    },
    Row {
        key: "address",
        codes: &[],
        phrases: &[
            "address does not match",
            "address mismatch",
            "address required",
            "address incorrect",
            "invalid address",
            "incorrect address",
            "location mismatch",
        ],
        fields: &[PortField::Address],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("The billing address didn’t match", "La dirección de facturación no coincide"),
        advice: (
            "Enter the address exactly as it stands on a bill of {carrier}, even if you have moved.",
            "Escribe la dirección exactamente como está en una factura de {carrier}, aunque te hayas mudado.",
        ),
    },
    Row {
        key: "holder_name",
        codes: &["7C"],
        phrases: &["name does not match", "name mismatch", "name required", "name incorrect", "incorrect name"],
        fields: &[PortField::Name],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("The account holder’s name didn’t match", "El nombre del titular no coincide"),
        advice: (
            "Enter the name exactly as it stands on a bill of {carrier}. It may be another person’s or a company’s.",
            "Escribe el nombre exactamente como está en una factura de {carrier}. Puede ser de otra persona o de una empresa.",
        ),
    },
    Row {
        key: "other_1p",
        codes: &["1P"],
        phrases: &[],
        fields: &[PortField::AccountNumber, PortField::Pin, PortField::Name, PortField::Address],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("Something didn’t match {carrier}’s records", "Algo no coincide con los datos de {carrier}"),
        advice: (
            "{carrier} does not say what. Compare account number, PIN, name and address with a bill, and correct what differs.",
            "{carrier} no dice qué. Compara número de cuenta, PIN, nombre y dirección con una factura y corrige lo que sea distinto.",
        ),
    },
    Row {
        key: "number_not_on_account",
        codes: &["6A", "6D"],
        phrases: &[
            "number not found on account",
            "number not on account",
            "number is not on account",
            "phone number mismatch",
            "number not found",
        ],
        fields: &[PortField::Carrier, PortField::AccountNumber],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("The number is not on that account", "El número no está en esa cuenta"),
        advice: (
            "Check that the number is with {carrier} and on the account you entered. Correct the carrier or the account number.",
            "Comprueba que el número esté con {carrier} y en la cuenta que escribiste. Corrige el operador o el número de cuenta.",
        ),
    },
    Row {
        key: "wrong_carrier",
        codes: &[],
        phrases: &[
            "not with the named carrier",
            "wrong carrier",
            "same new and old provider",
            "number does not belong to carrier",
        ],
        fields: &[PortField::Carrier],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("The number is with another carrier", "El número está con otro operador"),
        advice: (
            "The number is not with {carrier}. Choose the carrier whose name is on the bill.",
            "El número no está con {carrier}. Elige el operador cuyo nombre está en la factura.",
        ),
    },
    Row {
        key: "prepaid_rule",
        codes: &[],
        phrases: &["prepaid account", "prepaid number"],
        fields: &[PortField::AccountNumber, PortField::Pin],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("Prepaid has its own number and PIN", "El prepago tiene su propio número y PIN"),
        advice: (
            "Ask {carrier} for the account number and the PIN of the prepaid line, and enter both.",
            "Pide a {carrier} el número de cuenta y el PIN de la línea prepago, y escribe ambos.",
        ),
    },
    Row {
        key: "billing_number",
        codes: &[],
        phrases: &["billing number mismatch", "billing number", "partial port", "btn atn mismatch", "main btn porting"],
        fields: &[PortField::AccountNumber],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("Other lines are on the same bill", "Hay otras líneas en la misma factura"),
        advice: (
            "Enter the account number under which {carrier} bills this line. If lines stay behind, ask {carrier} to give them another main number.",
            "Escribe el número de cuenta con el que {carrier} factura esta línea. Si se quedan líneas, pide a {carrier} que les dé otro número principal.",
        ),
    },
    Row {
        key: "due_date",
        codes: &["MPE0102E"],
        phrases: &["due date too early", "due date", "foc rejected", "foc expired"],
        fields: &[PortField::Date],
        fix: Fix::Change,
        mover: Mover::You,
        title: ("The day doesn’t work", "El día no funciona"),
        advice: (
            "{carrier} can’t let the number go on that day. Choose a later one.",
            "{carrier} no puede soltar el número ese día. Elige uno más tarde.",
        ),
    },
    Row {
        key: "ssn_tax_id",
        codes: &["8B"],
        phrases: &["ssn or tax id", "ssn required", "tax id required", "social security number"],
        fields: &[],
        fix: Fix::Resend,
        mover: Mover::Staff,
        title: ("{carrier} asks for a tax ID", "{carrier} pide un número fiscal"),
        advice: (
            "Please don’t send us your Social Security number. We settle this with {carrier} and send the order again.",
            "Por favor no nos mandes tu número de Seguro Social. Lo arreglamos con {carrier} y reenviamos el pedido.",
        ),
    },
    Row {
        key: "loa",
        codes: &["LOA"],
        phrases: &["letter of authorization", "letter of authorisation", "letter of agency"],
        fields: &[],
        fix: Fix::Resend,
        mover: Mover::You,
        title: ("The letter of authorization is missing or unreadable", "La carta de autorización falta o no se lee"),
        advice: (
            "Check that the account holder signed the letter and that its name and address are right. Then tick the box here and send again.",
            "Comprueba que el titular firmó la carta y que su nombre y dirección están bien. Después marca la casilla aquí y reenvía.",
        ),
    },
];
