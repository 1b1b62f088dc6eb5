//! Who edited reference data, and what was there before.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use sqlx::{Row, types::Json};

use crate::{Actor, Error, db::Tx};

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Rising with time.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What became different: the field (`title.en`), what it held, what it holds. A new row has no befores.
    pub fields: Vec<(String, String, String)>,
}

/// The edits of a row, the newest first. `what` is `refusal` or `carrier_hint`.
///
/// # Errors
/// [`Error::Database`].
pub async fn changes(tx: &mut Tx, what: &str, key: &str) -> Result<Vec<Change>, Error> {
    let rows = sqlx::query(
        "select id, at, actor_name, before, after from reference_changes where what = $1 and key = $2
         order by id desc limit 100",
    )
    .bind(what)
    .bind(key)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            let json = |column: &str| -> Result<Value, Error> {
                Ok(row.try_get::<Option<Json<Value>>, _>(column)?.map_or(Value::Null, |json| json.0))
            };
            Ok(Change {
                id: row.try_get("id")?,
                at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
                actor: row.try_get("actor_name")?,
                fields: differences(&json("before")?, &json("after")?),
            })
        })
        .collect()
}

/// Which edit of a row is the last one: who saves says which one they saw. 0 where there is none.
pub(super) async fn last(tx: &mut Tx, what: &str, key: &str) -> Result<i64, Error> {
    let asked = "select coalesce(max(id), 0) from reference_changes where what = $1 and key = $2";
    Ok(sqlx::query_scalar(asked).bind(what).bind(key).fetch_one(&mut **tx).await?)
}

/// Notes an edit.
pub(super) async fn note<T: Serialize>(
    tx: &mut Tx,
    actor: &Actor,
    what: &str,
    key: &str,
    before: Option<&T>,
    after: &T,
) -> Result<(), Error> {
    sqlx::query(
        "insert into reference_changes (what, key, actor_id, actor_name, before, after) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(what)
    .bind(key)
    .bind(actor.user_id)
    .bind(&actor.name)
    .bind(before.map(Json))
    .bind(Json(after))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The leaves in which two values differ, in the order of their names.
fn differences(before: &Value, after: &Value) -> Vec<(String, String, String)> {
    let (mut old, mut new) = (Map::new(), Map::new());
    flatten("", before, &mut old);
    flatten("", after, &mut new);
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    let text = |map: &Map<String, Value>, name: &str| match map.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let all = names.into_iter().map(|name| (name.clone(), text(&old, name), text(&new, name)));
    all.filter(|(_, old, new)| old != new).collect()
}

/// Every leaf under its path; a list of words is one leaf.
fn flatten(path: &str, value: &Value, out: &mut Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(&path, value, out);
            }
        }
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            out.insert(path.to_owned(), Value::String(words.join(", ")));
        }
        other => {
            out.insert(path.to_owned(), other.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let before = json!({"codes": ["8A"], "title": {"en": "Old", "es": "Viejo"}, "fix": "change"});
        let after = json!({"codes": ["8A", "8Z"], "title": {"en": "New", "es": "Viejo"}, "fix": "change"});
        let told = differences(&before, &after);
        let told: Vec<_> = told.iter().map(|(f, a, b)| (f.as_str(), a.as_str(), b.as_str())).collect();
        assert_eq!(told, [("codes", "8A", "8A, 8Z"), ("title.en", "Old", "New")]);
        assert_eq!(differences(&Value::Null, &json!({"a": "x"})), [("a".to_owned(), String::new(), "x".to_owned())]);
    }
}
