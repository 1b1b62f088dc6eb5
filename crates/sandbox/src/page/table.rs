//! Tables of records.

use serde_json::Value;

use crate::courier::escaped;

/// Heading, and where the value stands in a record.
pub(super) type Column = (&'static str, &'static str);

/// Longer values are cut.
const LONGEST: usize = 60;

/// Records of a kind.
pub(super) fn rows<'a>(state: &'a Value, kind: &str) -> &'a [Value] {
    state[kind].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The latest records of a kind, the last one first.
pub(super) fn table(state: &Value, kind: &str, columns: &[Column], most: usize) -> String {
    let all = rows(state, kind);
    if all.is_empty() {
        return "<p class=none>None yet.</p>".into();
    }
    let headings: String = columns.iter().map(|(name, _)| format!("<th scope=col>{}", escaped(name))).collect();
    let row = |row: &Value| {
        let cells: String =
            columns.iter().map(|(_, at)| format!("<td>{}", cell(row.pointer(at).unwrap_or(&Value::Null)))).collect();
        format!("<tr>{cells}")
    };
    let body: String = all.iter().rev().take(most).map(row).collect();
    let more = match all.len().saturating_sub(most) {
        0 => String::new(),
        more => format!("<p class=none>and {more} more</p>"),
    };
    format!("<div class=wide tabindex=0><table><thead><tr>{headings}<tbody>{body}</table></div>{more}")
}

fn cell(value: &Value) -> String {
    let text = plain(value);
    // Nobody needs nanoseconds.
    let text = match text.split_once('.') {
        Some((second, rest)) if rest.ends_with('Z') && second.contains('T') => second.replace('T', " "),
        _ => text,
    };
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() { escaped(&short) + "…" } else { escaped(&short) }
}

/// A value as people write it.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".into(),
        Value::String(text) => text.clone(),
        Value::Array(rows) => rows.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map.keys().next().cloned().unwrap_or_default(),
        other => other.to_string(),
    }
}
