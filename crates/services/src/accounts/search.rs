//! Finding an account by anything one may know of it.

use domain::phone;
use sqlx::{Row, postgres::PgRow};

use crate::{Error, db::Tx};

use super::Page;

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Telegent's id.
    pub account_id: String,
    /// Its name.
    pub name: String,
    /// Town and state of the billing address; may be empty.
    pub place: String,
    /// How many people.
    pub people: u32,
    /// How many numbers.
    pub lines: u32,
    /// What matched, when it was not the name: a person, an address, a number.
    pub matched: Option<String>,
}

const PER_PAGE: u32 = 25;

/// What was typed, as it is compared.
struct Needle {
    /// Lower case, one space between words.
    text: String,
    /// Its digits when it could be part of a phone number or ICCID; else empty.
    digits: String,
    /// Long enough to be the beginning of an id; else empty.
    id: String,
}

impl Needle {
    fn parse(query: &str) -> Self {
        let text = query.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let text: String = text.chars().take(100).filter(|c| *c != '\0').collect();
        let numeric = text.chars().all(|c| c.is_ascii_digit() || " +()-./\u{a0}\u{2011}\u{2013}".contains(c));
        let mut digits: String =
            if numeric { text.chars().filter(char::is_ascii_digit).collect() } else { String::new() };
        if digits.len() < 3 {
            digits.clear();
        }
        let id = if text.len() >= 6 { text.clone() } else { String::new() };
        Self { text, digits, id }
    }
}

/// The condition on `accounts a`: `$1` the text, `$2` the digits, `$3` the beginning of an id.
macro_rules! hits {
    () => {
        "($1 = '' or strpos(lower(a.name), $1) > 0
          or $3 <> '' and starts_with(lower(a.account_id), $3)
          or exists (select 1 from subscribers p where p.account_id = a.account_id
               and (strpos(lower(p.name), $1) > 0 or strpos(lower(p.email), $1) > 0
                    or $3 <> '' and starts_with(lower(p.subscriber_id), $3)))
          or exists (select 1 from numbers n where n.account_id = a.account_id
               and ($2 <> '' and (strpos(n.number, $2) > 0 or strpos(n.iccid, $2) > 0)
                    or $3 <> '' and (starts_with(lower(n.tnid), $3) or starts_with(lower(n.order_id), $3))))
          or $3 <> '' and exists (select 1 from subscriptions s where s.account_id = a.account_id
               and starts_with(lower(s.subscription_id), $3))
          or $3 <> '' and exists (select 1 from routes r where r.account_id = a.account_id
               and starts_with(lower(r.route_id), $3)))"
    };
}

/// Accounts that match in any name, e-mail address, phone number however it is written, ICCID, or Telegent's id of
/// the account, a person, a number, an order, a subscription or a route (its first six characters suffice). All
/// accounts for an empty query.
///
/// # Errors
/// [`Error::Database`].
pub async fn search(tx: &mut Tx, query: &str, page: u32) -> Result<Page<AccountRow>, Error> {
    let needle = Needle::parse(query);
    let total: i64 = sqlx::query_scalar(concat!("select count(*) from accounts a where ", hits!()))
        .bind(&needle.text)
        .bind(&needle.digits)
        .bind(&needle.id)
        .fetch_one(&mut **tx)
        .await?;
    let mut page = Page::near(page, PER_PAGE, total);
    let rows = sqlx::query(concat!(
        "select a.account_id, a.name,
                concat_ws(', ', nullif(a.billing->>'city', ''), nullif(a.billing->>'state', '')) as place,
                (select count(*) from subscribers p where p.account_id = a.account_id) as people,
                (select count(*) from numbers n where n.account_id = a.account_id) as lines,
                case when $1 = '' or strpos(lower(a.name), $1) > 0 then null else coalesce(
                  (select p.name from subscribers p where p.account_id = a.account_id and strpos(lower(p.name), $1) > 0
                   order by p.name limit 1),
                  (select p.email from subscribers p where p.account_id = a.account_id
                     and strpos(lower(p.email), $1) > 0 order by p.email limit 1),
                  (select n.number from numbers n where n.account_id = a.account_id and $2 <> ''
                     and strpos(n.number, $2) > 0 order by n.number limit 1),
                  (select 'SIM ' || n.iccid from numbers n where n.account_id = a.account_id and $2 <> ''
                     and strpos(n.iccid, $2) > 0 order by n.number limit 1)
                ) end as matched
         from accounts a where ",
        hits!(),
        " order by lower(a.name), a.account_id limit $4 offset $5"
    ))
    .bind(&needle.text)
    .bind(&needle.digits)
    .bind(&needle.id)
    .bind(i64::from(page.per_page))
    .bind(page.offset())
    .fetch_all(&mut **tx)
    .await?;
    page.rows = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(page)
}

fn read(row: &PgRow) -> Result<AccountRow, Error> {
    let count =
        |column: &str| -> Result<u32, Error> { Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX)) };
    Ok(AccountRow {
        account_id: row.try_get("account_id")?,
        name: row.try_get("name")?,
        place: row.try_get("place")?,
        people: count("people")?,
        lines: count("lines")?,
        matched: row.try_get::<Option<String>, _>("matched")?.map(|found| phone::national(&found)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_compared_by_its_digits() {
        assert_eq!(Needle::parse("(385) 555-0142").digits, "3855550142");
        assert_eq!(Needle::parse(" +1 385 555 0142 ").digits, "13855550142");
        assert_eq!(Needle::parse("8901 2403 97").digits, "8901240397");
        assert_eq!(Needle::parse("12").digits, "");
        assert_eq!(Needle::parse("Dana 385").digits, "");
    }

    #[test]
    fn names_are_compared_without_case_and_spacing() {
        assert_eq!(Needle::parse("  Dana\u{a0} MENSAH\n").text, "dana mensah");
    }
}
