//! What a correction changes of an order: what was posted, judged and compared with what was sent.

use domain::{
    Address, FieldErrors, Fields,
    porting::{PortField, clean_account_number, clean_pin},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use jiff_sqlx::ToSqlx;
use secrecy::SecretString;
use sqlx::types::Json;

use crate::{Actor, Error, Vault, db::Tx, journal::PostalAddress, reference, vault};

use super::{dates, record::Record};

/// What a correction changes.
pub(super) struct Changes {
    /// Which fields differ.
    pub(super) fields: Vec<PortField>,
    carrier: String,
    holder: String,
    billing: PostalAddress,
    wanted_date: Option<Date>,
    pin_made: Option<Date>,
    secrets: Vec<(&'static str, SecretString)>,
}

impl Changes {
    pub(super) async fn of(
        tx: &mut Tx,
        vault: &Vault,
        port: &Record,
        posted: &Fields,
        errors: &mut FieldErrors,
    ) -> Result<Self, Error> {
        let hint = reference::hints(tx).await?.find(&port.carrier, port.kind);
        let has = |name: &str| posted.0.contains_key(name);
        let mut changes = Self {
            fields: Vec::new(),
            carrier: port.carrier.clone(),
            holder: port.holder.clone(),
            billing: port.billing.clone(),
            wanted_date: port.wanted_date,
            pin_made: port.pin_made,
            secrets: Vec::new(),
        };
        for (name, value, field, max) in [
            ("old.carrier", &mut changes.carrier, PortField::Carrier, 60),
            ("old.name", &mut changes.holder, PortField::Name, 80),
        ] {
            if has(name)
                && let Some(text) = errors.take(name, domain::fields::text(posted.get(name), max))
                && text != *value
            {
                *value = text;
                changes.fields.push(field);
            }
        }
        if has("old.street1") {
            if let Some(address) = Address::parse(posted, "old", errors) {
                let address = PostalAddress::from(&address);
                if address != changes.billing {
                    changes.billing = address;
                    changes.fields.push(PortField::Address);
                }
            }
        } else if has("old.zip")
            && let Some(zip) = errors.take("old.zip", domain::Zip::parse(posted.get("old.zip")))
            && zip.as_str() != changes.billing.zip
        {
            changes.billing.zip = zip.as_str().to_owned();
            changes.fields.push(PortField::Zip);
        }
        // A day that has passed is not objected to where nobody asks for another.
        let same_day = changes.wanted_date.is_some_and(|day| day.to_string() == posted.get("old.date"));
        if has("old.date") && !same_day {
            let today = Timestamp::now().to_zoned(TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC)).date();
            if let Some(day) = errors.take("old.date", dates::wanted_date(posted.get("old.date"), today))
                && Some(day) != changes.wanted_date
            {
                changes.wanted_date = Some(day);
                changes.fields.push(PortField::Date);
            }
        }
        if let Ok(made) = posted.get("old.pin_made").parse::<Date>() {
            changes.pin_made = Some(made);
        }
        for (name, kept, field, rule) in [
            ("old.account_number", "account_number", PortField::AccountNumber, &hint.account_number),
            ("old.pin", "pin", PortField::Pin, &hint.pin),
        ] {
            if posted.get(name).is_empty() {
                // Somebody else entered it since it was refused: the holder, through a link.
                if has(name) && vault::is_newer(tx, port.id, kept, port.state_since).await? {
                    changes.fields.push(field);
                }
                continue;
            }
            let clean = match field {
                PortField::Pin => clean_pin(posted.get(name), &hint),
                _ => clean_account_number(posted.get(name), &hint),
            };
            if errors.take(name, rule.judge(&clean.value)).is_none() {
                continue;
            }
            let value = SecretString::from(clean.value);
            if vault::digest(tx, port.id, kept).await? != Some(vault.digest(&value)) {
                changes.secrets.push((kept, value));
                changes.fields.push(field);
                // The form shows the day of the old one: of the new one it is not known unless it is another.
                if field == PortField::Pin && changes.pin_made == port.pin_made {
                    changes.pin_made = None;
                }
            }
        }
        Ok(changes)
    }

    /// Whether it changes this field; the ZIP code is a part of the address.
    pub(super) fn touches(&self, field: PortField) -> bool {
        self.fields.iter().any(|f| match field {
            PortField::Address | PortField::Zip => matches!(f, PortField::Address | PortField::Zip),
            field => *f == field,
        })
    }

    pub(super) async fn write(&self, tx: &mut Tx, vault: &Vault, port: &Record, actor: &Actor) -> Result<(), Error> {
        sqlx::query(
            "update port_ins set carrier = $2, holder = $3, billing = $4, wanted_date = $5, pin_made = $6, tries = $7 where id = $1",
        )
        .bind(port.id)
        .bind(&self.carrier)
        .bind(&self.holder)
        .bind(Json(&self.billing))
        .bind(self.wanted_date.map(ToSqlx::to_sqlx))
        .bind(self.pin_made.map(ToSqlx::to_sqlx))
        .bind(Json(&port.tries))
        .execute(&mut **tx)
        .await?;
        for (name, value) in &self.secrets {
            vault::keep(tx, vault, port.id, Some(&port.account_id), name, value, &actor.name).await?;
        }
        Ok(())
    }
}
