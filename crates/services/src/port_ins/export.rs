//! Port-ins on paper: a table to take along, and what Telegent's support asks for.

use std::fmt::Write;

use domain::Lang;

use crate::Error;

use super::{PortEvent, PortIn, PortRow};

const HEAD: [&str; 18] = [
    "number",
    "state",
    "since",
    "with",
    "needs_staff",
    "slow",
    "stuck",
    "held",
    "family",
    "account_id",
    "person",
    "carrier",
    "kind",
    "reasons",
    "upstream_status",
    "upstream_message",
    "order_id",
    "asked_for",
];

/// Rows as a table of comma-separated values, in UTF-8 with its mark: spreadsheets take it for something else otherwise.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn csv(rows: &[PortRow]) -> Result<Vec<u8>, Error> {
    let mut out = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    let broken = |error: csv::Error| Error::Internal(error.into());
    out.write_record(HEAD).map_err(broken)?;
    let yes = |flag: bool| if flag { "yes" } else { "" }.to_owned();
    for row in rows {
        let cells: [String; HEAD.len()] = [
            row.number.clone(),
            row.state.label(Lang::En).to_owned(),
            row.state_since.to_string(),
            row.state.ball().label(Lang::En).to_owned(),
            yes(row.needs_staff),
            yes(row.slow),
            yes(row.stuck),
            yes(row.held),
            row.account_name.clone(),
            row.account_id.clone(),
            row.person.clone(),
            row.carrier.clone(),
            row.kind.as_str().to_owned(),
            row.reasons.join(" "),
            row.raw_status.clone().unwrap_or_default(),
            row.raw_message.clone().unwrap_or_default(),
            row.order_id.clone().unwrap_or_default(),
            row.created_at.to_string(),
        ];
        out.write_record(cells.map(inert)).map_err(broken)?;
    }
    out.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))
}

/// Text that a spreadsheet does not run as a formula, and a number it does not round: both are marked as text.
pub(super) fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// What Telegent's support asks for when an order is lost there: number, order, both answers as they came, and what
/// happened. In English and UTC: it is for them.
pub fn bundle(port: &PortIn, events: &[PortEvent]) -> String {
    let mut out = String::new();
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let head = [
        ("Number", port.number.clone()),
        ("OrderId", or_none(&port.order_id)),
        ("Account", port.account_id.clone()),
        ("Current carrier", format!("{} ({})", port.carrier, port.kind.as_str())),
        ("Last status read", or_none(&port.raw_status)),
        ("Last message read", or_none(&port.raw_message)),
        ("Read at", port.read_at.map_or_else(|| "never".to_owned(), |at| at.to_string())),
        ("Update answered", or_none(&port.update_error)),
        ("Cancel answered", or_none(&port.cancel_error)),
    ];
    for (name, value) in head {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{name}: {value}");
    }
    out.push_str("\nWhat happened (UTC, the newest first):\n");
    for event in events.iter().filter(|event| !event.private && event.kind != "note" && event.kind != "file") {
        let state = event.state.map_or("", |state| state.as_str());
        let times = if event.times > 1 {
            format!("{} times, until {}", event.times, event.until.unwrap_or(event.at))
        } else {
            String::new()
        };
        let said = event.raw.as_deref().unwrap_or_default();
        let facts = [event.kind.as_str(), state, times.as_str(), event.detail.as_str(), said];
        let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" | ");
        let _ = writeln!(out, "{} {facts}", event.at);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_runs_nothing_and_rounds_nothing() {
        for (raw, cell) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-1+1", "'-1+1"),
            ("+13855550142", "'+13855550142"),
            ("8A-ACCOUNT", "8A-ACCOUNT"),
            ("", ""),
        ] {
            assert_eq!(inert(raw.to_owned()), cell);
        }
    }
}
