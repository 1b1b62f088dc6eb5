//! What can be wrong with a field, and the sentence that says so.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What is wrong with one field, as a closed set: the words are chosen where they are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// Nothing was entered.
    Missing,
    /// Longer than the field allows.
    TooLong {
        /// Most characters allowed.
        max: u16,
    },
    /// Characters that cannot be in such a value.
    BadCharacters,
    /// Not the form of an e-mail address.
    Email,
    /// Somebody on this account or platform already uses the address.
    EmailTaken,
    /// The same address twice in one form.
    EmailTwice,
    /// Not a phone number at all.
    Phone,
    /// A phone number, but of another country.
    PhoneForeign,
    /// ICCIDs have 19 or 20 digits.
    IccidLength,
    /// The check digit does not fit.
    IccidCheck,
    /// ICCIDs of SIM cards begin with 89.
    IccidPrefix,
    /// The SIM is already on another line.
    IccidTaken,
    /// The same SIM twice in one form.
    IccidTwice,
    /// Not a five-digit ZIP code.
    Zip,
    /// Not a three-digit area code.
    AreaCode,
    /// Not one of the fifty states, DC or a territory.
    State,
    /// No numbers to be had there now.
    NoStock,
    /// Two fields of which one is to be filled in, and both are.
    OneOfTwo,
    /// Not one of the choices offered.
    Choice,
    /// The plan a line has already.
    SamePlan,
    /// Not a positive amount.
    Amount,
    /// Must be less than the field after it.
    NotRising,
    /// Fewer than the least needed.
    TooFew,
    /// More than can be handled in one go.
    TooMany,
    /// Shorter than a password may be.
    PasswordShort {
        /// Fewest characters allowed.
        min: u16,
    },
    /// The repeated password differs.
    PasswordDiffers,
    /// Not the password of who is signed in.
    PasswordWrong,
    /// Words from upstream, shown as they came.
    Upstream {
        /// The upstream's own message.
        message: String,
    },
    /// Shorter than such a value is.
    TooShort {
        /// Fewest characters there are.
        min: u16,
    },
    /// Something else than digits where only digits can be.
    DigitsOnly,
    /// A box that must be ticked is not.
    NotTicked,
    /// Not a day of the calendar.
    Date,
    /// Not a time of day.
    Time,
    /// A day that is too early.
    DateTooSoon {
        /// The first day that works, as it is shown.
        first: String,
    },
    /// A day that is too late.
    DateTooLate {
        /// The last day that works, as it is shown.
        last: String,
    },
    /// A weekend or a holiday.
    DateClosed {
        /// The next day that works, as it is shown.
        next: String,
    },
    /// Who runs the account alone cannot stop running it.
    LastManager,
    /// Nobody takes their own access away.
    OwnAccess,
    /// Somebody who has access already.
    HasAccess,
    /// The same number twice in one form.
    NumberTwice,
    /// The old carrier or the network says no.
    NotPortable {
        /// The upstream's own words, may be empty.
        message: String,
    },
    /// A number that is on a line here already.
    NumberOurs,
    /// A number that is on its way here already.
    NumberInFlight,
    /// Nobody answered when it was asked whether the number may come.
    NumberNotChecked,
    /// The old account's holder has not signed what is to be sent.
    NotSigned,
    /// A box of a post office, where a house is needed.
    PoBox,
    /// What was refused, sent again as it was.
    Unchanged,
    /// Corrected too often without luck.
    AskStaff,
    /// Small letters in a code.
    Capitals,
    /// A key that another row has.
    KeyTaken,
    /// A number that no setting may block.
    AlwaysReachable {
        /// The number or whose it is, as it is shown.
        number: String,
    },
    /// A number that is allowed in one place and blocked in another.
    InBothLists {
        /// Who has it already.
        other: String,
    },
    /// A number another contact has.
    ContactTwice {
        /// Who has it already.
        other: String,
    },
    /// Three to six digits, where only whole numbers can be.
    ShortCode,
    /// Two levels with the same switches.
    LevelsAlike,
    /// A request about the same thing is open.
    AskedAlready,
    /// A contact who may do already what is asked for.
    AllowedAlready {
        /// Who that is.
        name: String,
    },
    /// The number of who asks.
    OwnNumber,
    /// A time of the day that is past.
    ClockPast,
    /// A line whose marks nobody knows, so that they can be neither raised nor put back.
    LimitsUnknown,
    /// Not a whole number within bounds.
    Between {
        /// The least.
        min: u16,
        /// The most.
        max: u16,
    },
}

impl Fault {
    /// The sentence shown at the field, in English.
    pub fn message(&self) -> String {
        self.message_in(Lang::En)
    }

    /// The sentence shown at the field.
    pub fn message_in(&self, lang: Lang) -> String {
        let plain = |en, es| lang.pick::<&str>(en, es).to_owned();
        match self {
            Self::Missing => plain("Please fill this in.", "Llena este campo."),
            Self::TooLong { max } => lang.pick_string(|| format!("At most {max} characters."), || format!("Como máximo {max} caracteres.")),
            Self::BadCharacters => plain("This has characters that can’t be used here.", "Tiene caracteres que no se pueden usar aquí."),
            Self::Email => plain("That doesn’t look like an e-mail address, for example dana@example.com.", "No parece un correo electrónico, por ejemplo dana@example.com."),
            Self::EmailTaken => plain("This e-mail address is already in use. Each person needs their own.", "Este correo electrónico ya está en uso. Cada persona necesita el suyo."),
            Self::EmailTwice => plain("Two people have this e-mail address. Each person needs their own.", "Dos personas tienen este correo electrónico. Cada persona necesita el suyo."),
            Self::Phone => plain("A US phone number has ten digits, for example (385) 555-0142.", "Un número de EE. UU. tiene diez dígitos, por ejemplo (385) 555-0142."),
            Self::PhoneForeign => plain("Only US numbers (+1) can be used here.", "Aquí solo se pueden usar números de EE. UU. (+1)."),
            Self::IccidLength => plain("A SIM number has 19 or 20 digits. It is printed on the card.", "El número de una SIM tiene 19 o 20 dígitos. Está impreso en la tarjeta."),
            Self::IccidCheck => plain("The last digit does not fit. On the card it is printed in groups of four; it starts with 8901.", "El último dígito no coincide. En la tarjeta está impreso en grupos de cuatro y empieza con 8901."),
            Self::IccidPrefix => plain("A SIM number starts with 89.", "El número de una SIM empieza con 89."),
            Self::IccidTaken => plain("This SIM is already on another line.", "Esta SIM ya está en otra línea."),
            Self::IccidTwice => plain("Two lines have this SIM. Each line needs its own.", "Dos líneas tienen esta SIM. Cada línea necesita la suya."),
            Self::Zip => plain("A ZIP code has five digits.", "Un código ZIP tiene cinco dígitos."),
            Self::AreaCode => plain("An area code has three digits, for example 385.", "Un código de área tiene tres dígitos, por ejemplo 385."),
            Self::State => plain("Choose a state.", "Elige un estado."),
            Self::NoStock => plain("No numbers are available there right now. Try another area code or a ZIP code.", "Ahora no hay números disponibles ahí. Prueba con otro código de área o un código ZIP."),
            Self::OneOfTwo => plain("Fill in one of the two: the area code or the ZIP code.", "Llena uno de los dos: el código de área o el código ZIP."),
            Self::Choice => plain("Choose one of these.", "Elige una de estas opciones."),
            Self::SamePlan => plain("This is the plan the line has now. Choose another one.", "Es el plan que la línea ya tiene. Elige otro."),
            Self::Amount => plain("Enter an amount above zero, for example 5 GB or 500 MB.", "Escribe una cantidad mayor que cero, por ejemplo 5 GB o 500 MB."),
            Self::NotRising => plain("Each mark must be higher than the one before: notify, then slow, then stop.", "Cada marca debe ser mayor que la anterior: aviso, luego más lento, luego alto."),
            Self::TooFew => plain("At least one is needed.", "Se necesita al menos uno."),
            Self::TooMany => plain("That is more than fits in one go.", "Son más de los que caben de una vez."),
            Self::PasswordShort { min } => lang.pick_string(|| format!("Use at least {min} characters. A few words together work well."), || format!("Usa al menos {min} caracteres. Varias palabras juntas funcionan bien.")),
            Self::PasswordDiffers => plain("The two passwords are not the same.", "Las dos contraseñas no son iguales."),
            Self::PasswordWrong => plain("That is not your password. Nothing was changed.", "Esa no es tu contraseña. No se cambió nada."),
            Self::Upstream { message } => message.clone(),
            Self::TooShort { min } => lang.pick_string(|| format!("This is too short. It has at least {min} characters."), || format!("Es demasiado corto. Tiene al menos {min} caracteres.")),
            Self::DigitsOnly => plain("Only digits go here.", "Aquí solo van dígitos."),
            Self::NotTicked => plain("Tick this box to go on.", "Marca esta casilla para continuar."),
            Self::Time => plain("Enter a time, for example 21:00.", "Escribe una hora, por ejemplo 21:00."),
            Self::Date => plain("Enter a day, for example 2026-06-01.", "Escribe un día, por ejemplo 2026-06-01."),
            Self::DateTooSoon { first } => lang.pick_string(|| format!("That day is too soon. The first one possible is {first}."), || format!("Ese día es demasiado pronto. El primero posible es {first}.")),
            Self::DateTooLate { last } => lang.pick_string(|| format!("That day is too far away. The last one possible is {last}."), || format!("Ese día está demasiado lejos. El último posible es {last}.")),
            Self::DateClosed { next } => lang.pick_string(|| format!("Carriers don’t move numbers on weekends and holidays. The next day possible is {next}."), || format!("Los operadores no mueven números en fines de semana ni días feriados. El siguiente día posible es {next}.")),
            Self::LastManager => plain(
                "This is the only person who runs the account. Make somebody else account manager first.",
                "Es la única persona que administra la cuenta. Primero haz a otra persona titular de la cuenta.",
            ),
            Self::OwnAccess => plain(
                "You can’t change your own access. Another account manager can.",
                "No puedes cambiar tu propio acceso. Otro titular de la cuenta sí puede.",
            ),
            Self::HasAccess => plain("This person has access already.", "Esta persona ya tiene acceso."),
            Self::NumberTwice => plain("This number is here twice. Once is enough.", "Este número está dos veces. Con una basta."),
            Self::NotPortable { message } if message.is_empty() => {
                plain("This number can’t be brought over.", "Este número no se puede traer.")
            }
            Self::NotPortable { message } => lang.pick_string(
                || format!("This number can’t be brought over: {message}"),
                || format!("Este número no se puede traer: {message}"),
            ),
            Self::NumberOurs => plain("This number is already on a line with us.", "Este número ya está en una línea con nosotros."),
            Self::NumberInFlight => plain("This number is already being brought over.", "Este número ya se está trayendo."),
            Self::NumberNotChecked => plain("We could not check this number right now. It is saved; try again in a minute.", "No pudimos comprobar este número ahora. Está guardado; intenta de nuevo en un minuto."),
            Self::NotSigned => plain(
                "The account holder has not signed this yet. It goes on when they have.",
                "El titular de la cuenta aún no lo firma. Sigue cuando lo haga.",
            ),
            Self::PoBox => plain(
                "Emergency services can’t come to a PO box. Enter the street address.",
                "Los servicios de emergencia no pueden ir a un apartado postal. Escribe la dirección de la casa.",
            ),
            Self::Unchanged => plain("This is the same as before, and it was refused. Change it, then send it again.", "Es lo mismo que antes, y fue rechazado. Cámbialo y envíalo de nuevo."),
            Self::AskStaff => plain("This was corrected three times without luck. We look at it with you: please call or write to us.", "Esto ya se corrigió tres veces sin éxito. Lo vemos contigo: llámanos o escríbenos."),
            Self::Capitals => plain("Write codes in capital letters.", "Escribe los códigos en mayúsculas."),
            Self::KeyTaken => plain("Another row has this key already.", "Otra fila ya tiene esta clave."),
            Self::AlwaysReachable { number } => lang.pick_string(
                || format!("This number always gets through and can never be blocked: {number}."),
                || format!("Este número siempre pasa y nunca se puede bloquear: {number}."),
            ),
            Self::InBothLists { other } => lang.pick_string(
                || format!("This number is with {other} already, and decided otherwise there. One number can’t be allowed and blocked."),
                || format!("Este número ya está con {other} y ahí se decidió otra cosa. Un número no puede estar permitido y bloqueado."),
            ),
            Self::ContactTwice { other } => lang.pick_string(
                || format!("{other} has this number already. Change them instead."),
                || format!("{other} ya tiene este número. Cambia a esa persona."),
            ),
            Self::ShortCode => plain(
                "This is a short code of a company. The network’s lists only take whole phone numbers.",
                "Es un código corto de una empresa. Las listas de la red solo aceptan números de teléfono completos.",
            ),
            Self::LevelsAlike => plain(
                "Two levels have the same switches. Nobody could tell them apart.",
                "Dos niveles tienen los mismos interruptores. Nadie podría distinguirlos.",
            ),
            Self::AskedAlready => plain(
                "You asked for this already. It is waiting for an answer.",
                "Ya pediste esto. Está esperando respuesta.",
            ),
            Self::AllowedAlready { name } => lang.pick_string(
                || format!("{name} gets through already. There is nothing to ask for."),
                || format!("{name} ya pasa. No hay nada que pedir."),
            ),
            Self::OwnNumber => plain("This is your own number.", "Este es tu propio número."),
            Self::ClockPast => plain("That time is past. Choose a later one today.", "Esa hora ya pasó. Elige una más tarde hoy."),
            Self::LimitsUnknown => plain(
                "The line’s data limits are not known here. Set them on the line’s page first; the request stays open.",
                "Aquí no se conocen los límites de datos de la línea. Ponlos primero en la página de la línea; la solicitud sigue abierta.",
            ),
            Self::Between { min, max } => lang.pick_string(|| format!("Enter a whole number from {min} to {max}."), || format!("Escribe un número entero del {min} al {max}.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_speaks_both_languages() {
        let fault = Fault::TooShort { min: 9 };
        assert_eq!(fault.message(), "This is too short. It has at least 9 characters.");
        assert_eq!(fault.message_in(Lang::Es), "Es demasiado corto. Tiene al menos 9 caracteres.");
        let fault = Fault::NotPortable { message: "Landline".into() };
        assert_eq!(fault.message_in(Lang::Es), "Este número no se puede traer: Landline");
    }
}
