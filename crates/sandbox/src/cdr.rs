//! Call detail records as files. Their layout is not published: this one is made up, and stable.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::World;

/// A file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CdrFile {
    /// `sms-0001.csv`.
    pub name: String,
    /// `voice`, `sms` or `data`.
    pub kind: String,
    /// When it was dropped; the next one of its kind begins there.
    pub at: Timestamp,
    /// Comma-separated, with a line of headings.
    pub content: String,
}

/// Everything of this kind since the last file of it; none for a kind there is not.
pub fn file(world: &mut World, kind: &str) -> Option<CdrFile> {
    let at = world.clock.now();
    let since = world.cdrs.iter().filter(|f| f.kind == kind).map(|f| f.at).max().unwrap_or(Timestamp::MIN);
    let rows = match kind {
        "voice" => voice(world, at),
        "sms" => sms(world, since),
        "data" => data(world, at),
        _ => return None,
    };
    let name = format!("{kind}-{:04}.csv", world.cdrs.iter().filter(|f| f.kind == kind).count() + 1);
    let file = CdrFile { name, kind: kind.into(), at, content: rows.join("\n") + "\n" };
    world.cdrs.push(file.clone());
    Some(file)
}

/// Calls are not simulated: each line in service that carries calls has made one.
fn voice(world: &World, at: Timestamp) -> Vec<String> {
    let header = "CallId,AccountId,From,To,Direction,StartedOn,Seconds".to_owned();
    let lines = world.lines.iter().filter(|l| l.visible && l.voice_enabled && l.status == "Active");
    let row = |(i, line): (usize, &crate::world::Line)| {
        let (id, seconds) = (world.cdrs.len() * 1000 + i, 30 + i * 17 % 300);
        format!("TCALL-{id},{},{},+18015550100,Outbound,{at},{seconds}", line.account_id, line.number)
    };
    std::iter::once(header).chain(lines.enumerate().map(row)).collect()
}

/// One row per recipient.
fn sms(world: &World, since: Timestamp) -> Vec<String> {
    let header = "MessageId,AccountId,From,To,Direction,Segments,CreatedOn,Status".to_owned();
    let messages = world.messages.iter().filter(|m| m.created > since);
    let rows = messages.flat_map(|m| {
        let direction = if m.inbound { "Inbound" } else { "Outbound" };
        m.to.iter().map(move |to| {
            let (segments, created) = (m.segments(), m.created);
            let (id, account, from, status) = (&m.message_id, &m.account_id, &m.from, &m.status);
            format!("{id},{account},{from},{to},{direction},{segments},{created},{status}")
        })
    });
    std::iter::once(header).chain(rows).collect()
}

/// What each line has spent in its period so far.
fn data(world: &World, at: Timestamp) -> Vec<String> {
    let header = "Number,ICCID,AccountId,Bytes,Until".to_owned();
    let lines = world.lines.iter().filter(|l| l.visible && l.data_enabled);
    let row = |l: &crate::world::Line| format!("{},{},{},{},{at}", l.number, l.iccid, l.account_id, l.used_bytes);
    std::iter::once(header).chain(lines.map(row)).collect()
}
