//! What Telegent says of Guardian for a person: asked for part by part, kept with the time of each reading.

use domain::guardian::{CallFilter, TextFilter};
use sqlx::{Row, types::Json};
use telegent::{Client, Error as Upstream, FilterQuery};

use crate::{Error, db::Tx, guardian::wire};

use super::write::Began;

/// Which parts are asked for; each is one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Parts {
    /// The two switches.
    pub flags: bool,
    /// Who looks after the person.
    pub relation: bool,
    /// The filter of texts.
    pub texts: bool,
    /// The filter of calls.
    pub calls: bool,
}

impl Parts {
    /// Everything.
    pub const ALL: Self = Self { flags: true, relation: true, texts: true, calls: true };

    /// Whether nothing is asked for.
    pub const fn is_empty(self) -> bool {
        !(self.flags || self.relation || self.texts || self.calls)
    }
}

/// What was answered about a person; `None` for what was not asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GuardianSeen {
    /// The account, for the row.
    pub account_id: String,
    /// Who.
    pub subscriber_id: String,
    /// The line the filters are of.
    pub number: String,
    /// Calls, texts.
    pub flags: Option<(Option<bool>, Option<bool>)>,
    /// Somebody looks after them.
    pub relation: Option<bool>,
    /// Id and rules; the inner `None` when there is no filter.
    pub texts: Option<Option<(String, TextFilter)>>,
    /// Id and rules; the inner `None` when there is no filter.
    pub calls: Option<Option<(String, CallFilter)>>,
}

/// Asks for parts of what Telegent has of a person, one call each.
///
/// # Errors
/// The first question that was not answered.
pub async fn ask(
    client: &Client,
    account_id: &str,
    subscriber_id: &str,
    number: &str,
    parts: Parts,
) -> Result<GuardianSeen, Upstream> {
    let people = client.subscribers();
    let mut seen = GuardianSeen {
        account_id: account_id.into(),
        subscriber_id: subscriber_id.into(),
        number: number.into(),
        ..GuardianSeen::default()
    };
    if parts.flags {
        let flags = people.guardian_features(subscriber_id, Some(account_id)).await?;
        seen.flags = Some((flags.calls, flags.messages));
    }
    if parts.relation {
        let relations = people.relations_as_child(subscriber_id, Some(account_id)).await?;
        seen.relation = Some(relations.guardians_of(subscriber_id).next().is_some());
    }
    if parts.texts {
        seen.texts = Some(texts(client, subscriber_id, number).await?);
    }
    if parts.calls {
        seen.calls = Some(calls(client, subscriber_id, number).await?);
    }
    Ok(seen)
}

fn query(subscriber_id: &str, number: &str) -> FilterQuery {
    FilterQuery { phone: Some(number.into()), ..FilterQuery::of(subscriber_id) }
}

/// The filter of texts of a line.
pub(crate) async fn texts(
    client: &Client,
    subscriber_id: &str,
    number: &str,
) -> Result<Option<(String, TextFilter)>, Upstream> {
    let rows = client.subscribers().message_filters(&query(subscriber_id, number)).await?;
    let ours = rows.iter().find(|row| row.phone.as_deref().is_none_or(|phone| phone == number));
    Ok(ours.map(|row| (row.filter_id.clone(), wire::text_filter(row))))
}

/// The filter of calls of a line.
pub(crate) async fn calls(
    client: &Client,
    subscriber_id: &str,
    number: &str,
) -> Result<Option<(String, CallFilter)>, Upstream> {
    let rows = client.subscribers().call_filters(&query(subscriber_id, number)).await?;
    let ours = rows.iter().find(|row| row.phone.as_deref().is_none_or(|phone| phone == number));
    Ok(ours.map(|row| (row.filter_id.clone(), wire::call_filter(row))))
}

/// How many people are asked for in a round.
const A_ROUND: i64 = 5;

/// Somebody to be asked for.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) account_id: String,
    pub(super) subscriber_id: String,
    pub(super) number: String,
}

/// Whoever has Guardian, asked for longest ago first.
pub(super) async fn due(tx: &mut Tx) -> Result<Vec<Due>, Error> {
    let rows = sqlx::query(
        "select s.account_id, s.subscriber_id, n.number
         from guardian_settings s
         join lateral (
           select number from numbers n
           where n.subscriber_id = s.subscriber_id and n.account_id = s.account_id and n.status not ilike 'cancel%'
           order by stands_in_for(n.account_id, n.number) is not null, n.bought_on nulls last, n.number limit 1) n on true
         left join guardian_reads r on r.subscriber_id = s.subscriber_id
         order by r.asked_at nulls first, s.subscriber_id limit $1",
    )
    .bind(A_ROUND)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Due {
                account_id: row.try_get("account_id")?,
                subscriber_id: row.try_get("subscriber_id")?,
                number: row.try_get("number")?,
            })
        })
        .collect()
}

/// Notes that somebody was asked for.
pub(super) async fn asked(tx: &mut Tx, person: &Due) -> Result<(), Error> {
    sqlx::query(
        "insert into guardian_reads (subscriber_id, account_id, asked_at) values ($1, $2, now())
         on conflict (subscriber_id) do update set account_id = excluded.account_id, asked_at = excluded.asked_at",
    )
    .bind(&person.subscriber_id)
    .bind(&person.account_id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes what was answered. A reading overwrites no part that was written after it began.
///
/// # Errors
/// [`Error::Database`].
pub async fn write(tx: &mut Tx, seen: &GuardianSeen, began: Began) -> Result<(), Error> {
    sqlx::query(
        "insert into guardian_reads (subscriber_id, account_id) values ($1, $2)
         on conflict (subscriber_id) do update set account_id = excluded.account_id",
    )
    .bind(&seen.subscriber_id)
    .bind(&seen.account_id)
    .execute(&mut **tx)
    .await?;
    // Filters of another line say nothing of this one.
    sqlx::query(
        "update guardian_reads set number = $2, texts = null, text_filter = null, texts_at = null, calls = null,
           call_filter = null, calls_at = null
         where subscriber_id = $1 and number is distinct from $2 and $2 <> ''",
    )
    .bind(&seen.subscriber_id)
    .bind(&seen.number)
    .execute(&mut **tx)
    .await?;
    if let Some((calls, texts)) = seen.flags {
        sqlx::query(
            "update guardian_reads set flag_calls = $2, flag_texts = $3, flags_at = coalesce($4, clock_timestamp())
             where subscriber_id = $1 and coalesce(flags_at <= coalesce($4, clock_timestamp()), true)",
        )
        .bind(&seen.subscriber_id)
        .bind(calls)
        .bind(texts)
        .bind(began)
        .execute(&mut **tx)
        .await?;
    }
    if let Some(relation) = seen.relation {
        sqlx::query(
            "update guardian_reads set relation = $2, relation_at = coalesce($3, clock_timestamp())
             where subscriber_id = $1 and coalesce(relation_at <= coalesce($3, clock_timestamp()), true)",
        )
        .bind(&seen.subscriber_id)
        .bind(relation)
        .bind(began)
        .execute(&mut **tx)
        .await?;
    }
    if let Some(texts) = &seen.texts {
        sqlx::query(
            "update guardian_reads set text_filter = $2, texts = $3, texts_at = coalesce($4, clock_timestamp())
             where subscriber_id = $1 and coalesce(texts_at <= coalesce($4, clock_timestamp()), true)",
        )
        .bind(&seen.subscriber_id)
        .bind(texts.as_ref().map(|(id, _)| id))
        .bind(texts.as_ref().map(|(_, filter)| Json(filter)))
        .bind(began)
        .execute(&mut **tx)
        .await?;
    }
    if let Some(calls) = &seen.calls {
        sqlx::query(
            "update guardian_reads set call_filter = $2, calls = $3, calls_at = coalesce($4, clock_timestamp())
             where subscriber_id = $1 and coalesce(calls_at <= coalesce($4, clock_timestamp()), true)",
        )
        .bind(&seen.subscriber_id)
        .bind(calls.as_ref().map(|(id, _)| id))
        .bind(calls.as_ref().map(|(_, filter)| Json(filter)))
        .bind(began)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
