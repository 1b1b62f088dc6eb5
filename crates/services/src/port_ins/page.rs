//! One port-in with everything its page shows.

use std::collections::BTreeMap;

use domain::{
    Action,
    porting::{NumberKind, PortState},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

use crate::{Actor, Error, accounts::Mailing, db::Tx};

/// A number on its way here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortIn {
    /// Ours.
    pub id: Uuid,
    /// Telegent's account.
    pub account_id: String,
    /// Its name.
    pub account_name: String,
    /// What was asked for in one go.
    pub batch_id: Uuid,
    /// E.164.
    pub number: String,
    /// Where it stands.
    pub state: PortState,
    /// The upstream's word of the last reading.
    pub raw_status: Option<String>,
    /// The upstream's sentence of the last reading.
    pub raw_message: Option<String>,
    /// Keys of the catalogue of refusals.
    pub reasons: Vec<String>,
    /// The last reading had a word nobody knows.
    pub unrecognised: bool,
    /// Slower than usual.
    pub slow: bool,
    /// Staff must look.
    pub stuck: bool,
    /// Staff hold it.
    pub held: bool,
    /// What updating answered when Telegent knew of no such order.
    pub update_error: Option<String>,
    /// What cancelling answered then.
    pub cancel_error: Option<String>,
    /// The old carrier.
    pub carrier: String,
    /// What kind of number.
    pub kind: NumberKind,
    /// Who holds the old account.
    pub holder: String,
    /// The old account's billing address.
    pub billing: Mailing,
    /// When the old carrier's PIN was made.
    pub pin_made: Option<Date>,
    /// The day a landline is wanted.
    pub wanted_date: Option<Date>,
    /// Who gets the line.
    pub person: String,
    /// The same upstream.
    pub subscriber_id: Option<String>,
    /// The SIM.
    pub iccid: Option<String>,
    /// The plan.
    pub package_id: String,
    /// The upstream's order.
    pub order_id: Option<String>,
    /// Something is being sent or switched on right now.
    pub busy: bool,
    /// How often each field was sent since it was refused first.
    pub tries: BTreeMap<String, u32>,
    /// The sealed fields there are (`account_number`, `pin`), and since when.
    pub saved: Vec<(String, Timestamp)>,
    /// When the reading that is shown began.
    pub read_at: Option<Timestamp>,
    /// Since when it stands there.
    pub state_since: Timestamp,
    /// When it is read next.
    pub next_poll_at: Option<Timestamp>,
    /// When the order was sent.
    pub sent_at: Option<Timestamp>,
    /// Since when calls come in here.
    pub voice_live_at: Option<Timestamp>,
    /// Since when texts do.
    pub texting_live_at: Option<Timestamp>,
    /// The self-test: what worked and what did not.
    pub tested: BTreeMap<String, bool>,
    /// Who asked for it.
    pub created_by_name: String,
    /// When.
    pub created_at: Timestamp,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
    /// The signed letter.
    pub signature: Option<SignatureRow>,
    /// What else was asked for in the same go: id, number, state.
    pub siblings: Vec<(Uuid, String, PortState)>,
}

impl PortIn {
    /// Whether the reading that is due has not come for a while: what is shown is old.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        let late = |due: Timestamp| now.duration_since(due) > SignedDuration::from_mins(15);
        self.ended_at.is_none() && !self.held && self.next_poll_at.is_some_and(late)
    }
}

/// Who signed the letter of authorisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRow {
    /// The typed name.
    pub signer: String,
    /// `screen` or `link`.
    pub how: String,
    /// When.
    pub signed_at: Timestamp,
    /// The document's hash.
    pub sha256_hex: String,
}

/// A port-in's page.
///
/// # Errors
/// [`Error::NotFound`] also for another family's, [`Error::Forbidden`].
pub async fn get(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<PortIn, Error> {
    actor.may(Action::PortNumbers)?;
    let row = sqlx::query(
        "select p.*, coalesce(a.name, '') as account_name,
                exists (select 1 from chains c where c.id = p.chain_id and c.finished_at is null) as busy,
                g.signer, g.how, g.signed_at, encode(g.document_sha256, 'hex') as sha256_hex,
                (select jsonb_agg(jsonb_build_array(f.name, f.set_at) order by f.name) from sealed_fields f
                 where f.owner_id = p.id and f.account_id = p.account_id) as saved,
                (select jsonb_agg(jsonb_build_array(s.id, s.number, s.state) order by s.position, s.number) from port_ins s
                 where s.batch_id = p.batch_id and s.account_id = p.account_id and s.id <> p.id) as siblings
         from port_ins p
         left join accounts a on a.account_id = p.account_id
         left join port_signatures g on g.id = p.signature_id and g.account_id = p.account_id
         where p.id = $1 and ($2::text is null or p.account_id = $2)",
    )
    .bind(id)
    .bind(own_account(actor))
    .fetch_one(&mut **tx)
    .await?;
    read(&row)
}

/// The one account a family's statements name; none for staff, who see all.
pub(super) fn own_account(actor: &Actor) -> Option<&str> {
    // A family role without an account names one that nobody has.
    if actor.role.is_staff() { None } else { Some(actor.account_id.as_deref().unwrap_or_default()) }
}

fn read(row: &PgRow) -> Result<PortIn, Error> {
    let at = |column: &str| time(row, column);
    let day = |column: &str| -> Result<Option<Date>, Error> {
        Ok(row.try_get::<Option<jiff_sqlx::Date>, _>(column)?.map(|day| day.to_jiff()))
    };
    let signature = match row.try_get::<Option<String>, _>("signer")? {
        Some(signer) => Some(SignatureRow {
            signer,
            how: row.try_get("how")?,
            signed_at: at("signed_at")?.unwrap_or_default(),
            sha256_hex: row.try_get("sha256_hex")?,
        }),
        None => None,
    };
    let siblings = row.try_get::<Option<Json<Vec<(Uuid, String, String)>>>, _>("siblings")?;
    let siblings = siblings.map_or_else(Vec::new, |json| json.0);
    Ok(PortIn {
        id: row.try_get("id")?,
        account_id: row.try_get("account_id")?,
        account_name: row.try_get("account_name")?,
        batch_id: row.try_get("batch_id")?,
        number: row.try_get("number")?,
        state: state_of(row.try_get("state")?)?,
        raw_status: row.try_get("raw_status")?,
        raw_message: row.try_get("raw_message")?,
        reasons: row.try_get("reasons")?,
        unrecognised: row.try_get("unrecognised")?,
        slow: row.try_get("slow")?,
        stuck: row.try_get("stuck")?,
        held: row.try_get("held")?,
        update_error: row.try_get("update_error")?,
        cancel_error: row.try_get("cancel_error")?,
        carrier: row.try_get("carrier")?,
        kind: kind_of(row.try_get("kind")?)?,
        holder: row.try_get("holder")?,
        billing: row.try_get::<Json<Mailing>, _>("billing")?.0,
        pin_made: day("pin_made")?,
        wanted_date: day("wanted_date")?,
        person: row.try_get("person")?,
        subscriber_id: row.try_get("subscriber_id")?,
        iccid: row.try_get("iccid")?,
        package_id: row.try_get("package_id")?,
        order_id: row.try_get("order_id")?,
        busy: row.try_get("busy")?,
        tries: row.try_get::<Json<BTreeMap<String, u32>>, _>("tries")?.0,
        saved: row.try_get::<Option<Json<Vec<(String, Timestamp)>>>, _>("saved")?.map_or_else(Vec::new, |json| json.0),
        read_at: at("read_at")?,
        state_since: at("state_since")?.unwrap_or_default(),
        next_poll_at: at("next_poll_at")?,
        sent_at: at("sent_at")?,
        voice_live_at: at("voice_live_at")?,
        texting_live_at: at("texting_live_at")?,
        tested: row.try_get::<Json<BTreeMap<String, bool>>, _>("tested")?.0,
        created_by_name: row.try_get("created_by_name")?,
        created_at: at("created_at")?.unwrap_or_default(),
        ended_at: at("ended_at")?,
        signature,
        siblings: siblings
            .into_iter()
            .map(|(id, number, state)| Ok((id, number, state_of(&state)?)))
            .collect::<Result<_, Error>>()?,
    })
}

/// A stored state.
pub(super) fn state_of(raw: &str) -> Result<PortState, Error> {
    Ok(PortState::parse(raw).ok_or_else(|| anyhow::anyhow!("port-in state {raw}"))?)
}

/// A stored kind of number.
pub(super) fn kind_of(raw: &str) -> Result<NumberKind, Error> {
    Ok(NumberKind::parse(raw).ok_or_else(|| anyhow::anyhow!("kind of number {raw}"))?)
}

/// A time that may be missing.
pub(super) fn time(row: &PgRow, column: &str) -> Result<Option<Timestamp>, Error> {
    Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(column)?.map(|at| at.to_jiff()))
}
