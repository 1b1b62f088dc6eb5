//! From what is wanted to the fewest calls that bring it about.

use std::collections::{BTreeSet, HashMap};

use domain::guardian::{Channel, Floor, Settings, compile_calls, compile_texts};
use sqlx::Row;
use uuid::Uuid;

use crate::{
    Error,
    db::Tx,
    journal::{self, GuardianOp, NewChain, Op, insert_for},
    projection::guardian::Parts,
};

use super::{
    reads::{Parent, Reads, Route},
    store::{Person, ids},
};

/// Kind of the chains.
pub(super) const KIND: &str = "guardian";

/// A chain of a person that is not finished.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) id: Uuid,
    /// Kinds of its operations.
    pub(super) kinds: Vec<String>,
    /// What Telegent said to the operation that a person must look at.
    pub(super) refused: Option<String>,
}

/// The chains of a person that are not finished, oldest first.
pub(super) async fn open(tx: &mut Tx, person: &Person) -> Result<Vec<Open>, Error> {
    let mut open = open_of(tx, &person.account_id, std::slice::from_ref(person)).await?;
    Ok(open.remove(&person.subscriber_id).unwrap_or_default())
}

/// The same of people of an account, by their ids.
pub(super) async fn open_of(
    tx: &mut Tx,
    account_id: &str,
    people: &[Person],
) -> Result<HashMap<String, Vec<Open>>, Error> {
    let rows = sqlx::query(
        "select w.person, c.id, array_agg(o.kind) as kinds,
                max(o.title || ': ' || o.detail) filter (where o.state = 'refused') as refused
         from chains c
         join lateral (
           select distinct x.request->>'subscriber' as person from operations x
           where x.chain_id = c.id and x.kind like 'guardian_%'
         ) w on w.person = any($2)
         join operations o on o.chain_id = c.id
         where c.account_id = $1 and c.kind = $3 and c.finished_at is null
         group by w.person, c.id, c.turn order by c.turn",
    )
    .bind(account_id)
    .bind(ids(people))
    .bind(KIND)
    .fetch_all(&mut **tx)
    .await?;
    let mut open: HashMap<String, Vec<Open>> = HashMap::new();
    for row in rows {
        let chain = Open { id: row.try_get("id")?, kinds: row.try_get("kinds")?, refused: row.try_get("refused")? };
        open.entry(row.try_get("person")?).or_default().push(chain);
    }
    Ok(open)
}

/// Has Telegent brought to what is wanted; `None` when it is there already. What got stuck before is passed over.
pub(super) async fn chain(
    tx: &mut Tx,
    by: Uuid,
    person: &Person,
    (version, settings): (i32, &Settings),
    floor: &Floor,
    reads: &Reads,
) -> Result<Option<Uuid>, Error> {
    let open = open(tx, person).await?;
    let under_way: BTreeSet<&str> = open.iter().flat_map(|chain| &chain.kinds).map(String::as_str).collect();
    let ops = operations(person, version, settings, floor, reads, &under_way);
    if ops.is_empty() {
        return Ok(None);
    }
    for stuck in open.iter().filter(|chain| chain.refused.is_some()) {
        journal::again(tx, stuck.id).await?;
    }
    Ok(Some(insert(tx, by, person, ops).await?))
}

/// Reads all there is of a person, to know again how it stands.
pub(super) async fn look(tx: &mut Tx, by: Uuid, person: &Person) -> Result<Uuid, Error> {
    let ops = vec![read(person, Parts::ALL)];
    insert(tx, by, person, ops).await
}

async fn insert(tx: &mut Tx, by: Uuid, person: &Person, ops: Vec<(String, Op)>) -> Result<Uuid, Error> {
    let title = format!("Guardian of {}", person.name);
    let chain = NewChain { kind: KIND, title, account_id: Some(person.account_id.clone()), ops };
    insert_for(tx, by, chain).await
}

/// The operations, in the order the platform asks for: routes, switches, relation, filters; then what was written is read.
fn operations(
    person: &Person,
    version: i32,
    settings: &Settings,
    floor: &Floor,
    reads: &Reads,
    under_way: &BTreeSet<&str>,
) -> Vec<(String, Op)> {
    let Some(number) = person.number().map(str::to_owned) else { return Vec::new() };
    let (account, subscriber) = (person.account_id.clone(), person.subscriber_id.clone());
    let moves = |kind: &str| under_way.contains(kind);
    let (texts, calls) = (settings.texts.on, settings.calls.on);
    let mut ops = Vec::new();
    let mut parts = Parts::default();
    let routes = [(Channel::Text, &reads.message_route), (Channel::Call, &reads.voice_route)];
    for (channel, route) in routes {
        if settings.is_on(channel)
            && let Some(Route { id, intelligent }) = route
            && *intelligent != Some(true)
        {
            let (account, subscriber, route) = (account.clone(), subscriber.clone(), id.clone());
            let voice = channel == Channel::Call;
            let title = if voice { "Let Guardian see calls" } else { "Let Guardian see texts" };
            ops.push((title.into(), GuardianOp::RouteIntelligent { account, subscriber, route, voice }));
        }
    }
    // A switch nobody ever read is off where nobody wants it on.
    let differs = |wanted: bool, read: Option<bool>| read.unwrap_or(false) != wanted;
    if differs(texts, reads.flag_texts) || differs(calls, reads.flag_calls) || moves("guardian_set_features") {
        parts.flags = true;
        let title = format!("Guardian’s switches for {}", person.short());
        let (account, subscriber) = (account.clone(), subscriber.clone());
        let (calls, texts, version) = (Some(calls), Some(texts), Some(version));
        ops.push((title, GuardianOp::SetFeatures { account, subscriber, calls, texts, version }));
    }
    if (texts || calls)
        && let Some(Parent { subscriber_id: parent, is_on }) = &reads.parent
        && (reads.relation != Some(true) || moves("guardian_relate"))
    {
        parts.relation = true;
        if !is_on {
            let (account, subscriber) = (account.clone(), parent.clone());
            let op = GuardianOp::SetFeatures { account, subscriber, calls: None, texts: Some(true), version: None };
            ops.push(("Guardian’s switch of who looks after them".into(), op));
        }
        let (account, parent, subscriber) = (account.clone(), parent.clone(), subscriber.clone());
        let title = format!("Who looks after {}", person.short());
        ops.push((title, GuardianOp::Relate { account, parent, subscriber }));
    }
    let filter = compile_texts(settings, floor);
    if texts && (reads.texts.as_ref() != Some(&filter) || moves("guardian_put_texts")) {
        parts.texts = true;
        let (account, subscriber, number) = (account.clone(), subscriber.clone(), number.clone());
        let title = format!("Rules for texts of {}", person.short());
        ops.push((title, GuardianOp::PutTexts { account, subscriber, number, version, filter }));
    }
    let filter = compile_calls(settings, floor);
    if calls && (reads.calls.as_ref() != Some(&filter) || moves("guardian_put_calls")) {
        parts.calls = true;
        let title = format!("Rules for calls of {}", person.short());
        ops.push((title, GuardianOp::PutCalls { account, subscriber, number, version, filter }));
    }
    let mut ops: Vec<_> = ops.into_iter().map(|(title, op)| (title, Op::Guardian(op))).collect();
    if !parts.is_empty() {
        ops.push(read(person, parts));
    }
    ops
}

fn read(person: &Person, parts: Parts) -> (String, Op) {
    let (account, subscriber) = (person.account_id.clone(), person.subscriber_id.clone());
    let number = person.number().unwrap_or_default().to_owned();
    ("Read back what Telegent has".into(), Op::Guardian(GuardianOp::Read { account, subscriber, number, parts }))
}
