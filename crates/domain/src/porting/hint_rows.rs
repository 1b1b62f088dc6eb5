//! The carriers' hints that the portal starts with, English and Spanish side by side.
//!
//! Carriers change their rules often: what is not certain says "usually", and lengths are wide where we do not know.

use super::{
    hints::{CarrierHint, FieldHint, Need, NumberKind},
    words::Words,
};

type Text = (&'static str, &'static str);

/// A field of a row as a constant: need, hint, fewest and most characters, digits alone.
pub(super) struct Field(Need, Text, Text, u8, u8, bool);

/// A row as a constant.
pub(super) struct Row {
    carrier: &'static str,
    aliases: &'static [&'static str],
    kind: NumberKind,
    account: Field,
    pin: Field,
    pin_days: Option<u16>,
    who: Text,
    network: Option<&'static str>,
}

impl Field {
    fn hint(&self) -> FieldHint {
        let words = |text: Text| Words::new(text.0, text.1);
        let Self(need, label, hint, min, max, digits_only) = *self;
        FieldHint { need, label: words(label), hint: words(hint), min, max, digits_only }
    }
}

impl Row {
    /// As data.
    pub(super) fn hint(&self) -> CarrierHint {
        CarrierHint {
            carrier: self.carrier.to_owned(),
            aliases: self.aliases.iter().map(|a| (*a).to_owned()).collect(),
            kind: self.kind,
            account_number: self.account.hint(),
            pin: self.pin.hint(),
            pin_days: self.pin_days,
            who: Words::new(self.who.0, self.who.1),
            reseller_of: self.network.map(str::to_owned),
        }
    }
}

/// The row for carriers that have none.
pub(super) fn general(kind: NumberKind) -> &'static Row {
    match kind {
        NumberKind::Mobile => &GENERAL_MOBILE,
        NumberKind::Prepaid => &GENERAL_PREPAID,
        NumberKind::Landline => &GENERAL_LANDLINE,
    }
}

const ACCOUNT: Text = ("Account number", "Número de cuenta");
const PIN: Text = ("Transfer PIN", "PIN de traslado");

const ANY_ACCOUNT: Text = (
    "It stands on the bill and in the carrier’s app or online account. It is usually not the phone number.",
    "Está en la factura y en la aplicación o la cuenta en línea del operador. Normalmente no es el número de teléfono.",
);
const ANY_PIN: Text = (
    "Ask for a PIN to transfer your number in the app, the online account or by phone. It is usually not the PIN of your voicemail.",
    "Pide un PIN para trasladar tu número en la aplicación, la cuenta en línea o por teléfono. Normalmente no es el PIN del buzón de voz.",
);
const APP_ACCOUNT: Text = (
    "You usually find it in the app under your account or profile; support also tells it.",
    "Normalmente está en la aplicación, en tu cuenta o perfil; soporte también lo dice.",
);
const APP_PIN: Text = (
    "You usually make it in the app, where it offers to transfer your number out; support also gives one.",
    "Normalmente se crea en la aplicación, donde ofrece trasladar tu número a otro operador; soporte también da uno.",
);
const ANY_WHO: Text =
    ("Usually the account holder must ask for it.", "Normalmente lo debe pedir el titular de la cuenta.");

const GENERAL_MOBILE: Row = Row {
    carrier: "",
    aliases: &[],
    kind: NumberKind::Mobile,
    account: Field(Need::Required, ACCOUNT, ANY_ACCOUNT, 3, 25, false),
    pin: Field(Need::Required, PIN, ANY_PIN, 4, 15, false),
    pin_days: None,
    who: ANY_WHO,
    network: None,
};
const GENERAL_PREPAID: Row = Row {
    carrier: "",
    aliases: &[],
    kind: NumberKind::Prepaid,
    account: Field(
        Need::Required,
        ACCOUNT,
        (
            "Prepaid lines have one too, though no bill shows it. Ask support or look in the app; at some carriers it is the phone number.",
            "Las líneas prepago también tienen uno, aunque ninguna factura lo muestre. Pregunta a soporte o mira en la aplicación; en algunos operadores es el número de teléfono.",
        ),
        3,
        25,
        false,
    ),
    pin: Field(Need::Required, PIN, ANY_PIN, 4, 15, false),
    pin_days: None,
    who: ANY_WHO,
    network: None,
};
const GENERAL_LANDLINE: Row = Row {
    carrier: "",
    aliases: &[],
    kind: NumberKind::Landline,
    account: Field(
        Need::Required,
        ACCOUNT,
        (
            "It stands at the top of the bill. Enter the main account’s if several lines are on it.",
            "Está arriba en la factura. Si hay varias líneas, escribe el de la cuenta principal.",
        ),
        3,
        25,
        false,
    ),
    pin: Field(
        Need::Optional,
        ("Account PIN", "PIN de la cuenta"),
        ("Only if the account has one. Leave it empty otherwise.", "Solo si la cuenta tiene uno. Si no, déjalo vacío."),
        3,
        15,
        false,
    ),
    pin_days: None,
    who: ANY_WHO,
    network: None,
};

/// The rows: the carriers, then those for all others.
pub(super) const ROWS: [Row; 17] = [
    Row {
        carrier: "Verizon",
        aliases: &["Verizon Wireless", "Cellco", "VZW"],
        kind: NumberKind::Mobile,
        account: Field(
            Need::Required,
            ACCOUNT,
            (
                "On the bill and in My Verizon: nine digits, a dash and five more. We take the dash out.",
                "En la factura y en My Verizon: nueve dígitos, un guion y cinco más. Nosotros quitamos el guion.",
            ),
            9,
            14,
            true,
        ),
        pin: Field(
            Need::Required,
            ("Number Transfer PIN", "PIN de traslado (Number Transfer PIN)"),
            (
                "Dial #PORT (#7678) on the Verizon phone, or make it in My Verizon. Turn Number Lock off there too.",
                "Marca #PORT (#7678) en el teléfono de Verizon o créalo en My Verizon. Ahí quita también el bloqueo (Number Lock).",
            ),
            6,
            6,
            true,
        ),
        pin_days: Some(7),
        who: (
            "The account owner or an account manager can make it.",
            "Lo puede crear el titular o un administrador de la cuenta.",
        ),
        network: None,
    },
    Row {
        carrier: "Verizon",
        aliases: &["Verizon Prepaid"],
        kind: NumberKind::Prepaid,
        account: Field(Need::Required, ACCOUNT, APP_ACCOUNT, 4, 20, true),
        pin: Field(
            Need::Required,
            ("Number Transfer PIN", "PIN de traslado (Number Transfer PIN)"),
            (
                "Dial #PORT (#7678) on the Verizon phone, or ask support for it.",
                "Marca #PORT (#7678) en el teléfono de Verizon o pídelo a soporte.",
            ),
            4,
            6,
            true,
        ),
        pin_days: Some(7),
        who: ANY_WHO,
        network: None,
    },
    Row {
        carrier: "AT&T",
        aliases: &["AT&T Wireless", "AT&T Mobility", "ATT", "Cingular"],
        kind: NumberKind::Mobile,
        account: Field(
            Need::Required,
            ACCOUNT,
            (
                "On the bill and in the myAT&T app. The number of the wireless account, not of internet or TV.",
                "En la factura y en la aplicación myAT&T. El de la cuenta móvil, no el de internet ni de TV.",
            ),
            9,
            13,
            true,
        ),
        pin: Field(
            Need::Required,
            ("Number Transfer PIN", "PIN de traslado (Number Transfer PIN)"),
            (
                "Dial *PORT (*7678) on the AT&T phone, or ask for it in your AT&T profile. It lives 4 days, for businesses 14.",
                "Marca *PORT (*7678) en el teléfono de AT&T o pídelo en tu perfil de AT&T. Dura 4 días, para empresas 14.",
            ),
            6,
            6,
            true,
        ),
        pin_days: Some(4),
        who: (
            "The account owner or an authorized person can ask for it.",
            "Lo puede pedir el titular o una persona autorizada.",
        ),
        network: None,
    },
    Row {
        carrier: "AT&T",
        aliases: &["AT&T Prepaid"],
        kind: NumberKind::Prepaid,
        account: Field(Need::Required, ACCOUNT, APP_ACCOUNT, 9, 13, true),
        pin: Field(
            Need::Required,
            ("Number Transfer PIN", "PIN de traslado (Number Transfer PIN)"),
            (
                "Dial *PORT (*7678) on the AT&T phone, or ask support for it. It usually lives 4 days.",
                "Marca *PORT (*7678) en el teléfono de AT&T o pídelo a soporte. Normalmente dura 4 días.",
            ),
            4,
            6,
            true,
        ),
        pin_days: Some(4),
        who: ANY_WHO,
        network: None,
    },
    Row {
        carrier: "T-Mobile",
        aliases: &["TMobile", "T-Mobile USA"],
        kind: NumberKind::Mobile,
        account: Field(
            Need::Required,
            ACCOUNT,
            (
                "At the top of the bill and in the T-Life app; usually nine digits.",
                "Arriba en la factura y en la aplicación T-Life; normalmente nueve dígitos.",
            ),
            7,
            12,
            true,
        ),
        pin: Field(
            Need::Required,
            ("Number Transfer PIN", "PIN de traslado (Number Transfer PIN)"),
            (
                "The primary account holder makes it in the T-Life app or online, or asks support. It lives 7 days.",
                "El titular principal lo crea en la aplicación T-Life o en línea, o lo pide a soporte. Dura 7 días.",
            ),
            6,
            15,
            true,
        ),
        pin_days: Some(7),
        who: ("Only the primary account holder can make it.", "Solo lo puede crear el titular principal de la cuenta."),
        network: None,
    },
    Row {
        carrier: "T-Mobile",
        aliases: &["T-Mobile Prepaid"],
        kind: NumberKind::Prepaid,
        account: Field(Need::Required, ACCOUNT, APP_ACCOUNT, 7, 12, true),
        pin: Field(Need::Required, PIN, APP_PIN, 4, 15, true),
        pin_days: Some(7),
        who: ANY_WHO,
        network: None,
    },
    Row {
        carrier: "US Cellular",
        aliases: &["UScellular", "U.S. Cellular", "United States Cellular"],
        kind: NumberKind::Mobile,
        account: Field(Need::Required, ACCOUNT, ANY_ACCOUNT, 7, 12, true),
        pin: Field(Need::Required, PIN, ANY_PIN, 4, 10, true),
        pin_days: None,
        who: ANY_WHO,
        network: None,
    },
    reseller("Cricket", &["Cricket Wireless"], NumberKind::Prepaid, "AT&T"),
    reseller("Metro", &["MetroPCS", "Metro PCS", "Metro by T-Mobile"], NumberKind::Prepaid, "T-Mobile"),
    reseller("Mint Mobile", &["Mint"], NumberKind::Prepaid, "T-Mobile"),
    reseller("Visible", &["Visible by Verizon"], NumberKind::Prepaid, "Verizon"),
    Row {
        carrier: "Straight Talk",
        aliases: &["TracFone", "Tracfone Wireless", "Total Wireless", "Total by Verizon", "Net10", "Simple Mobile"],
        kind: NumberKind::Prepaid,
        account: Field(
            Need::Required,
            ACCOUNT,
            (
                "In the app or from support. At some of its brands it is usually the phone’s serial number (IMEI) or SIM number.",
                "En la aplicación o con soporte. En algunas de sus marcas suele ser el número de serie del teléfono (IMEI) o de la SIM.",
            ),
            5,
            25,
            false,
        ),
        pin: Field(Need::Required, PIN, APP_PIN, 4, 10, true),
        pin_days: None,
        who: ANY_WHO,
        network: Some("Verizon"),
    },
    reseller("Google Fi", &["Google Fi Wireless", "Project Fi"], NumberKind::Mobile, "T-Mobile"),
    Row {
        carrier: "Boost Mobile",
        aliases: &["Boost", "Boost Infinite", "Dish Wireless"],
        kind: NumberKind::Prepaid,
        account: Field(Need::Required, ACCOUNT, APP_ACCOUNT, 5, 25, false),
        pin: Field(Need::Required, PIN, APP_PIN, 4, 10, true),
        pin_days: None,
        who: ANY_WHO,
        network: None,
    },
    GENERAL_MOBILE,
    GENERAL_PREPAID,
    GENERAL_LANDLINE,
];

/// A carrier that sells lines on another one's network and says all in its app.
const fn reseller(
    carrier: &'static str,
    aliases: &'static [&'static str],
    kind: NumberKind,
    network: &'static str,
) -> Row {
    Row {
        carrier,
        aliases,
        kind,
        account: Field(Need::Required, ACCOUNT, APP_ACCOUNT, 5, 25, false),
        pin: Field(Need::Required, PIN, APP_PIN, 4, 15, true),
        pin_days: None,
        who: ANY_WHO,
        network: Some(network),
    }
}
