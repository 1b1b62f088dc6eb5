//! The columns we know, and how a table's own names are taken for them.

use super::Mapping;

/// A column of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Col {
    /// The number that comes over.
    Number,
    /// The family: an account's id or its name.
    Account,
    /// The old carrier.
    Carrier,
    /// What sort of number it is there.
    Kind,
    /// The account number there.
    AccountNumber,
    /// The PIN there.
    Pin,
    /// The holder, as on the bill.
    Holder,
    /// House number and street on the bill.
    Street1,
    /// Flat, suite.
    Street2,
    /// Town.
    City,
    /// State.
    State,
    /// ZIP code.
    Zip,
    /// Who gets the line, by e-mail address.
    Email,
    /// Who gets the line, by name.
    Person,
    /// The package, by id or name.
    Package,
    /// A SIM card's number; an eSIM without.
    Sim,
    /// The day a landline is to move.
    Date,
    /// A row that was refused before, by the id we gave it: what is kept of it fills the account number and PIN.
    Kept,
}

impl Col {
    /// Every column, in the order of the form.
    pub const ALL: [Self; 18] = [
        Self::Number,
        Self::Account,
        Self::Carrier,
        Self::Kind,
        Self::AccountNumber,
        Self::Pin,
        Self::Holder,
        Self::Street1,
        Self::Street2,
        Self::City,
        Self::State,
        Self::Zip,
        Self::Email,
        Self::Person,
        Self::Package,
        Self::Sim,
        Self::Date,
        Self::Kept,
    ];

    /// The stored word; also the name it is best given in a table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Account => "account",
            Self::Carrier => "carrier",
            Self::Kind => "kind",
            Self::AccountNumber => "account_number",
            Self::Pin => "pin",
            Self::Holder => "holder",
            Self::Street1 => "street1",
            Self::Street2 => "street2",
            Self::City => "city",
            Self::State => "state",
            Self::Zip => "zip",
            Self::Email => "email",
            Self::Person => "person",
            Self::Package => "package",
            Self::Sim => "sim",
            Self::Date => "date",
            Self::Kept => "homeline_row",
        }
    }

    /// From the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|col| col.as_str() == word)
    }

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Number => "Number",
            Self::Account => "Family (account id or name)",
            Self::Carrier => "Old carrier",
            Self::Kind => "Kind of number",
            Self::AccountNumber => "Account number there",
            Self::Pin => "Transfer PIN",
            Self::Holder => "Name on the bill",
            Self::Street1 => "Street",
            Self::Street2 => "Apartment or suite",
            Self::City => "City",
            Self::State => "State",
            Self::Zip => "ZIP code",
            Self::Email => "Person’s e-mail address",
            Self::Person => "Person’s name",
            Self::Package => "Plan (id or name)",
            Self::Sim => "SIM number (ICCID)",
            Self::Date => "Day of the move",
            Self::Kept => "Row refused before",
        }
    }

    /// How it is filled in, where its name does not say so.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Kind => "mobile, prepaid or landline; mobile without.",
            Self::Pin => "Only where the carrier has one.",
            Self::Email => "Somebody of the family; somebody new needs a name too.",
            Self::Person => "Enough by itself for somebody of the family.",
            Self::Sim => "An eSIM where it is empty.",
            Self::Date => "Of landlines, as 2026-06-01.",
            Self::Kept => "From a file of refused rows: what we kept fills in account number and PIN.",
            _ => "",
        }
    }

    /// Whether a table can do without.
    pub const fn optional(self) -> bool {
        matches!(
            self,
            Self::Kind | Self::Pin | Self::Street2 | Self::Email | Self::Person | Self::Sim | Self::Date | Self::Kept
        )
    }

    /// Whether what is in it is nobody's to read again.
    pub(super) const fn is_secret(self) -> bool {
        matches!(self, Self::AccountNumber | Self::Pin)
    }

    /// Other names it goes by, as letters and digits alone.
    const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Number => {
                &["phone", "phonenumber", "mobile", "mobilenumber", "mdn", "msisdn", "ctn", "tn", "telephone"]
            }
            Self::Account => &["accountid", "aid", "accountname", "family", "familyname", "customer"],
            Self::Carrier => {
                &["oldcarrier", "currentcarrier", "currentcarriername", "losingcarrier", "provider", "operator"]
            }
            Self::Kind => &["type", "numbertype", "numberkind", "linetype"],
            Self::AccountNumber => &[
                "accountno",
                "acctnumber",
                "acctno",
                "account#",
                "oldaccountnumber",
                "currentaccountnumber",
                "carrieraccount",
            ],
            Self::Pin => &[
                "transferpin",
                "portpin",
                "portoutpin",
                "passcode",
                "accountpin",
                "currentaccountpassword",
                "pinpassword",
            ],
            Self::Holder => &["holdername", "accountholder", "nameonbill", "billingname", "subscribername", "owner"],
            Self::Street1 => {
                &["street", "address", "address1", "addressline1", "billingstreet", "billingaddress", "streetaddress"]
            }
            Self::Street2 => &["address2", "addressline2", "apartment", "apt", "suite", "unit"],
            Self::City => &["town", "billingcity"],
            Self::State => &["billingstate", "region"],
            Self::Zip => &["zipcode", "postalcode", "postcode", "billingzip", "zippostalcode"],
            Self::Email => &["emailaddress", "mail", "personemail", "useremail", "subscriberemail"],
            Self::Person => &["personname", "user", "username", "fullname", "name", "subscriber", "linename"],
            Self::Package => &["plan", "packageid", "packagename", "planname", "pid"],
            Self::Sim => &["iccid", "simcard", "simnumber"],
            Self::Date => &["portdate", "portindate", "wanteddate", "desireddate", "requesteddate", "dayofmove"],
            Self::Kept => &[],
        }
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '#').flat_map(char::to_lowercase).collect()
}

/// Takes a table's names for our columns, as far as they are known; each of ours once, the first one that fits.
pub(super) fn guess(header: &[String]) -> Mapping {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    let mut mapping = vec![None; header.len()];
    for col in Col::ALL {
        let own = plain(col.as_str());
        let fits = |name: &str| name == own || col.aliases().contains(&name);
        if let Some((_, place)) = names.iter().zip(&mut mapping).find(|(name, place)| place.is_none() && fits(name)) {
            *place = Some(col);
        }
    }
    Mapping(mapping)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_for_what_they_say() {
        let header =
            ["Phone Number", "AID", "Old carrier", "Acct. No.", "PIN", "ZIP Code", "Notes", "E-mail", "ICCID", "zip"];
        let mapping = guess(&header.map(str::to_owned));
        let expected = [
            Some(Col::Number),
            Some(Col::Account),
            Some(Col::Carrier),
            Some(Col::AccountNumber),
            Some(Col::Pin),
            Some(Col::Zip),
            None,
            Some(Col::Email),
            Some(Col::Sim),
            None,
        ];
        assert_eq!(mapping.0, expected);
        let own: Vec<String> = Col::ALL.map(|col| col.as_str().to_owned()).into();
        assert_eq!(guess(&own).0, Col::ALL.map(Some));
    }

    #[test]
    fn no_alias_is_two_columns_and_words_survive_storage() {
        for col in Col::ALL {
            assert_eq!(Col::parse(col.as_str()), Some(col));
            for alias in col.aliases() {
                let holders =
                    Col::ALL.into_iter().filter(|c| c.aliases().contains(alias) || plain(c.as_str()) == **alias);
                assert_eq!(holders.count(), 1, "{alias}");
                assert_eq!(plain(alias), **alias);
            }
        }
    }
}
