//! The wizard that brings numbers: what it knows, seals, warns of and has signed.

use domain::{
    Address, E164, Email, Fault, FieldErrors, Fields,
    address::PlainAddress,
    fields::is_secret,
    porting::{CarrierHint, Hints, NumberKind, Warning, clean_account_number, clean_pin, day_number, preflight},
    wizard::{self, Authorisation, Kind, Offer, PortingOffer, Step, port_facts},
};
use jiff::{Zoned, civil::Date, tz::TimeZone};
use secrecy::ExposeSecret;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Actor, Db, Error, Vault,
    db::Tx,
    port_ins::{
        checks,
        letter::Facts,
        links::{self, NewLink, Purpose},
        signature::{self, How, Signing, Witness},
    },
    vault,
};

use super::{
    desk::Desk,
    draft::{Draft, Intent, get},
};

/// The secret fields, without the prefix of their step.
const SECRETS: [&str; 2] = ["account_number", "pin"];

/// What the steps know beside what was typed.
pub(super) async fn offer(tx: &mut Tx, actor: &Actor, draft: &Draft) -> Result<PortingOffer, Error> {
    let account = draft.account_id.as_deref();
    let numbers = numbers(&draft.fields);
    let signed = match facts(&draft.fields) {
        Some(facts) => signature::last(tx, draft.id).await?.is_some_and(|signed| signed.holds(&facts)),
        None => false,
    };
    let address: Option<Option<Json<PlainAddress>>> =
        sqlx::query_scalar("select billing from accounts where account_id = $1")
            .bind(account)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(PortingOffer {
        hints: hints(tx).await?.0,
        saved: vault::saved(tx, draft.id).await?.into_iter().map(|(name, _)| format!("old.{name}")).collect(),
        checks: checks::known(tx, actor, draft.id, account, &numbers).await?,
        today: day_number(&today().to_string()).unwrap_or_default(),
        lang: actor.language,
        address: address.flatten().map(|address| address.0),
        signed,
    })
}

/// The carriers' hints as staff keep them; the portal's own before anybody did.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn hints(tx: &mut Tx) -> Result<Hints, Error> {
    let rows: Vec<Json<CarrierHint>> =
        sqlx::query_scalar("select row from carrier_hints order by carrier, kind").fetch_all(&mut **tx).await?;
    Ok(if rows.is_empty() { Hints::builtin() } else { Hints(rows.into_iter().map(|row| row.0).collect()) })
}

/// The day as carriers count: they keep Eastern time.
pub fn today() -> Date {
    let zone = TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC);
    Zoned::now().with_time_zone(zone).date()
}

/// The numbers that parse, in the order of the form.
pub(crate) fn numbers(fields: &Fields) -> Vec<E164> {
    let typed = (0..wizard::numbers_count(fields)).map(|i| E164::parse(fields.get(&format!("number.{i}.number"))));
    typed.flatten().collect()
}

/// What the letter of authorization says; nothing while it is not all known.
pub fn facts(fields: &Fields) -> Option<Facts> {
    let old = |name: &str| fields.get(&format!("old.{name}")).to_owned();
    let (carrier, holder) = (old("carrier"), old("name"));
    let address = address(fields);
    let numbers = numbers(fields);
    let known = !carrier.is_empty() && !holder.is_empty() && !address.street1.is_empty() && !numbers.is_empty();
    known.then(|| Facts {
        carrier,
        holder,
        address: address.one_line(),
        numbers: numbers.iter().map(|n| n.as_str().to_owned()).collect(),
    })
}

/// The address on the old bill, as it was typed.
fn address(fields: &Fields) -> PlainAddress {
    let [street1, street2, city, state, zip] =
        Address::FIELDS.map(|name| fields.get(&format!("old.{name}")).to_owned());
    PlainAddress { street1, street2, city, state: state.to_uppercase(), zip }
}

pub(super) fn kind(fields: &Fields) -> NumberKind {
    NumberKind::parse(fields.get("old.kind")).unwrap_or_default()
}

/// Asks Telegent about the draft's numbers, with a step as it is about to be saved. Before the draft is locked: nobody
/// waits for Telegent in a transaction.
pub(super) async fn ask(db: &Db, desk: &Desk, actor: &Actor, id: Uuid, posted: Option<&Fields>) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let (mut draft, _) = get(&mut tx, actor, id).await?;
    drop(tx);
    if draft.chain_id.is_some() || draft.kind != Kind::PortIn {
        return Ok(());
    }
    if let Some(posted) = posted {
        draft.fields.replace(|name| Step::Numbers.owns(name), posted.clone());
    }
    checks::ask(db, &desk.client, actor, id, &numbers(&draft.fields)).await
}

/// Takes the secrets that were typed out of what is kept.
pub(super) fn take_secrets(posted: &mut Fields) -> Fields {
    let (secret, rest) = std::mem::take(&mut posted.0).into_iter().partition(|(name, _)| is_secret(name));
    posted.0 = rest;
    let mut secret = Fields(secret);
    secret.0.retain(|_, value| !value.trim().is_empty());
    secret
}

/// What the portal itself noted in a step stays, whatever was posted; so does the day of a PIN when none was typed.
pub(super) fn keep_own(before: &Fields, step: Step, posted: &mut Fields) {
    if step != Step::OldAccount {
        return;
    }
    posted.0.remove("old.cleaned");
    for name in ["old.cleaned", "old.pin_made"] {
        if posted.get(name).is_empty() && !before.get(name).is_empty() {
            posted.set(name, before.get(name));
        }
    }
}

/// Seals the secrets that were typed, as far as they can be what the carrier has: half a PIN is none. What was cleaned
/// is noted, without the value.
pub(super) async fn seal(
    tx: &mut Tx,
    desk: &Desk,
    actor: &Actor,
    draft: &mut Draft,
    given: &Fields,
) -> Result<(), Error> {
    let hint = hints(tx).await?.find(draft.fields.get("old.carrier"), kind(&draft.fields));
    let mut notes: Vec<String> = draft.fields.get("old.cleaned").lines().map(str::to_owned).collect();
    for name in SECRETS {
        let raw = given.get(&format!("old.{name}"));
        if raw.is_empty() {
            continue;
        }
        let (cleaned, field) = match name {
            "pin" => (clean_pin(raw, &hint), &hint.pin),
            _ => (clean_account_number(raw, &hint), &hint.account_number),
        };
        notes.retain(|note| !note.starts_with(&format!("{name} ")));
        if field.judge(&cleaned.value).is_err() || cleaned.value.is_empty() {
            continue;
        }
        notes.extend(cleaned.changes.iter().map(|change| format!("{name} {change:?}")));
        let value = cleaned.value.into();
        vault::keep(tx, &desk.vault, draft.id, draft.account_id.as_deref(), name, &value, &actor.name).await?;
    }
    if notes.is_empty() {
        draft.fields.0.remove("old.cleaned");
    } else {
        draft.fields.set("old.cleaned", notes.join("\n"));
    }
    Ok(())
}

/// What may be wrong with the old account's facts, secrets included: good to know before they are sent.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn warnings(tx: &mut Tx, vault: &Vault, draft: &Draft, offer: &Offer) -> Result<Vec<Warning>, Error> {
    let mut whole = draft.fields.clone();
    for name in SECRETS {
        if let Some(value) = vault::open(tx, vault, draft.id, name).await? {
            whole.set(format!("old.{name}"), value.expose_secret());
        }
    }
    Ok(preflight(&port_facts(&whole, offer), &offer.porting.hints))
}

/// A step that is being saved.
pub(super) struct At<'a> {
    pub(super) desk: &'a Desk,
    pub(super) actor: &'a Actor,
    pub(super) draft: &'a mut Draft,
    pub(super) offer: &'a Offer,
    pub(super) witness: &'a Witness,
}

impl At<'_> {
    /// Does what the button asks for beside keeping the step. True when there is something to read before going on.
    pub(super) async fn act(
        &mut self,
        tx: &mut Tx,
        step: Step,
        intent: &Intent,
        errors: &mut FieldErrors,
    ) -> Result<bool, Error> {
        let mut stays = false;
        match (step, intent) {
            (Step::Numbers, Intent::Next) if errors.is_empty() => self.take_over(),
            (Step::OldAccount, Intent::Next) if errors.is_empty() => {
                self.judge(tx, errors).await?;
                if errors.is_empty() {
                    let shown = Warning::fingerprint(&warnings(tx, &self.desk.vault, self.draft, self.offer).await?);
                    stays = !shown.is_empty() && shown != self.draft.fields.get("old.ack");
                    self.draft.fields.set("old.ack", shown);
                }
            }
            (Step::OldAccount, Intent::AskPin) => {
                let email = errors.take("old.pin_email", Email::parse(self.draft.fields.get("old.pin_email")));
                if let Some(email) = email {
                    self.mail(tx, Purpose::Pin, &email, self.draft.fields.get("old.name")).await?;
                }
            }
            (Step::Authorise, Intent::SendLetter) => {
                self.draft.fields.set("sign.how", "link");
                match wizard::parse_authorise(&self.draft.fields) {
                    Ok(Authorisation::Link { name, email }) => self.mail(tx, Purpose::Sign, &email, &name).await?,
                    Ok(Authorisation::Here { .. }) => {}
                    Err(wrong) => *errors = wrong,
                }
            }
            (Step::Authorise, Intent::Next) if self.offer.porting.signed => {
                *errors = FieldErrors::default();
                self.as_signed(tx).await?;
            }
            (Step::Authorise, Intent::Next) if errors.is_empty() => match wizard::parse_authorise(&self.draft.fields) {
                Ok(Authorisation::Here { name }) => self.sign(tx, &name, errors).await?,
                _ => errors.add("sign.how", Fault::NotSigned),
            },
            _ => {}
        }
        if matches!(step, Step::Numbers | Step::OldAccount) {
            signature::void_unless(tx, self.draft.id, facts(&self.draft.fields).as_ref()).await?;
        }
        Ok(stays)
    }

    /// What Telegent says of the first number is what the next step begins with.
    fn take_over(&mut self) {
        let Some(check) = self.offer.porting.checks.first() else { return };
        let fields = &mut self.draft.fields;
        if let Some(carrier) = check.carrier.as_deref().filter(|_| fields.get("old.carrier").is_empty()) {
            let known = CarrierHint::known_name(&self.offer.porting.hints, carrier).filter(|name| !name.is_empty());
            fields.set("old.carrier", known.unwrap_or(carrier));
        }
        if let Some(kind) = check.kind.filter(|_| fields.get("old.kind").is_empty()) {
            fields.set("old.kind", kind.as_str());
        }
    }

    /// Secrets that were kept when another carrier stood there may not be what this one has.
    async fn judge(&self, tx: &mut Tx, errors: &mut FieldErrors) -> Result<(), Error> {
        let fields = &self.draft.fields;
        let hint = self.offer.porting.hint(fields.get("old.carrier"), kind(fields));
        for (name, field) in [("account_number", &hint.account_number), ("pin", &hint.pin)] {
            if let Some(value) = vault::open(tx, &self.desk.vault, self.draft.id, name).await? {
                errors.take(&format!("old.{name}"), field.judge(value.expose_secret()));
            }
        }
        Ok(())
    }

    /// Mails a link to somebody; who has no name yet is called by the address.
    async fn mail(&self, tx: &mut Tx, purpose: Purpose, email: &Email, name: &str) -> Result<(), Error> {
        let fields = &self.draft.fields;
        let numbers: Vec<String> = numbers(fields).iter().map(|n| n.as_str().to_owned()).collect();
        let new = NewLink {
            purpose,
            owner: self.draft.id,
            account_id: self.draft.account_id.as_deref(),
            email,
            name: if name.is_empty() { email.as_str() } else { name },
            lang: self.actor.language,
            by: &self.actor.name,
            numbers: &numbers,
            carrier: fields.get("old.carrier"),
        };
        links::make(tx, &self.desk.letterhead, &new).await
    }

    /// Whatever was typed beside a letter that is signed already: it is signed by whom it is signed.
    async fn as_signed(&mut self, tx: &mut Tx) -> Result<(), Error> {
        if wizard::parse_authorise(&self.draft.fields).is_err()
            && let Some(signed) = signature::last(tx, self.draft.id).await?
        {
            for (name, value) in [("sign.how", "here"), ("sign.name", &signed.signer), ("sign.agree", "on")] {
                self.draft.fields.set(name, value);
            }
        }
        Ok(())
    }

    /// Signs the letter as it stands on the page.
    async fn sign(&self, tx: &mut Tx, signer: &str, errors: &mut FieldErrors) -> Result<(), Error> {
        let Some(facts) = facts(&self.draft.fields) else {
            // An earlier step lost something since this one was reached.
            errors.add("sign.how", Fault::NotSigned);
            return Ok(());
        };
        let signing = Signing {
            draft: self.draft.id,
            account_id: self.draft.account_id.as_deref(),
            operator: &self.desk.letterhead.brand.operator,
            facts: &facts,
            signer,
            email: "",
            how: How::Screen,
            lang: self.actor.language,
            witness: self.witness,
        };
        signature::sign(tx, &signing).await?;
        // A link that still waits in somebody's inbox has nothing left to sign.
        links::end(tx, self.draft.id).await
    }
}
