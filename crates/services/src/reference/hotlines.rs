//! Numbers of help, which no list that a family reads may show.
//!
//! What a family sees of calls and texts, how many there were and what it can take along leaves them out **before** it is
//! shown, counted or exported: somebody in danger must be able to call for help without the account telling. In SQL that is
//! `not mentions_hotline(text)`, elsewhere [`Hotlines::shown`].

use std::collections::BTreeSet;

use domain::{Action, E164, guardian::Number};
use sqlx::Row;

use crate::{Actor, Db, Error, db::Tx};

/// All numbers of help, to look numbers up in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hotlines(BTreeSet<String>);

impl Hotlines {
    /// Whether a number is one of them, however it is written: `988`, `(800) 799-7233`, `+18007997233`.
    pub fn has(&self, number: &str) -> bool {
        normal(number).is_some_and(|number| self.0.contains(&number))
    }

    /// What may be shown to a family: the rows whose number is none of them.
    pub fn shown<'a, T>(&self, rows: impl IntoIterator<Item = T>, number: impl Fn(&T) -> &'a str) -> Vec<T> {
        rows.into_iter().filter(|row| !self.has(number(row))).collect()
    }

    /// The numbers: E.164, or the digits of a short code.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A number as it is kept: E.164, or three to six digits of a short code.
pub fn normal(raw: &str) -> Option<String> {
    if let Ok(number) = E164::parse(raw) {
        return Some(number.as_str().to_owned());
    }
    let code: String = raw.trim().chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2011}')).collect();
    let short = (3..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    short.then_some(code)
}

/// All numbers of help.
///
/// # Errors
/// [`Error::Database`].
pub async fn all(tx: &mut Tx) -> Result<Hotlines, Error> {
    let numbers: Vec<String> = sqlx::query_scalar("select number from hotlines").fetch_all(&mut **tx).await?;
    Ok(Hotlines(numbers.into_iter().collect()))
}

/// The whole numbers among them, as Guardian knows numbers: nobody can be kept from them.
///
/// # Errors
/// [`Error::Database`].
pub async fn whole(tx: &mut Tx) -> Result<Vec<Number>, Error> {
    Ok(all(tx).await?.numbers().filter_map(|number| Number::parse(number).ok()).collect())
}

/// One number of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hotline {
    /// E.164, or a short code.
    pub number: String,
    /// Whose it is.
    pub name: String,
    /// Who added it.
    pub added_by: String,
}

/// All of them with their names, for staff.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn list(tx: &mut Tx, actor: &Actor) -> Result<Vec<Hotline>, Error> {
    actor.may(Action::EditReference)?;
    let rows = sqlx::query("select number, name, added_by from hotlines order by lower(name), number")
        .fetch_all(&mut **tx)
        .await?;
    let read = |row: &sqlx::postgres::PgRow| -> Result<Hotline, Error> {
        Ok(Hotline { number: row.try_get("number")?, name: row.try_get("name")?, added_by: row.try_get("added_by")? })
    };
    rows.iter().map(read).collect()
}

/// What became of one row of a pasted list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Is in the list now.
    Added,
    /// Was in it before, under this or another name; the name is the new one now.
    Known,
    /// Has no number that could be one.
    NoNumber,
    /// Is an emergency number, which is not in anybody's hands.
    Emergency,
}

/// One row of a pasted list and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The row as it was pasted.
    pub line: String,
    /// What became of it.
    pub verdict: Verdict,
}

/// Most rows in one go.
pub const ROWS_MAX: usize = 5_000;

/// Number and name of a pasted row: `800-799-7233, National Domestic Violence Hotline`, in either order, apart by a comma,
/// a semicolon or a tab; the number alone will do.
fn parts(line: &str) -> Option<(String, String)> {
    let cells: Vec<&str> = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"').trim()).collect();
    // A year or a count beside a whole number is no short code.
    let whole = cells.iter().position(|cell| E164::parse(cell).is_ok());
    let at = whole.or_else(|| cells.iter().position(|cell| normal(cell).is_some()))?;
    let number = normal(cells.get(at)?)?;
    let name: Vec<&str> =
        cells.iter().enumerate().filter(|(i, cell)| *i != at && !cell.is_empty()).map(|(_, cell)| *cell).collect();
    let name: String = name.join(", ").chars().filter(|c| !c.is_control()).take(120).collect();
    Some((number, name))
}

/// Adds the rows of a pasted list; says of each what became of it. Blank rows are passed over.
///
/// # Errors
/// [`Error::Invalid`] at `rows` for nothing at all or too much; [`Error::Forbidden`].
pub async fn add(db: &Db, actor: &Actor, pasted: &str) -> Result<Vec<Pasted>, Error> {
    actor.may(Action::EditReference)?;
    let lines: Vec<&str> = pasted.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.len() {
        0 => return Err(Error::field("rows", domain::Fault::Missing)),
        n if n > ROWS_MAX => return Err(Error::field("rows", domain::Fault::TooMany)),
        _ => {}
    }
    let mut tx = db.begin(actor).await?;
    let mut all = Vec::with_capacity(lines.len());
    for line in lines {
        let verdict = match parts(line) {
            None => Verdict::NoNumber,
            // 911 is no secret, and 411, 611 … are the carriers' own.
            Some((number, _)) if number.len() == 3 && number.ends_with("11") => Verdict::Emergency,
            Some((number, name)) => {
                let new: bool = sqlx::query_scalar(
                    "insert into hotlines (number, name, added_by) values ($1, $2, $3)
                     on conflict (number) do update set name = case when excluded.name = '' then hotlines.name
                       else excluded.name end
                     returning xmax = 0",
                )
                .bind(number)
                .bind(name)
                .bind(&actor.name)
                .fetch_one(&mut *tx)
                .await?;
                if new { Verdict::Added } else { Verdict::Known }
            }
        };
        all.push(Pasted { line: line.chars().take(120).collect(), verdict });
    }
    tx.commit().await?;
    tracing::info!(user = %actor.user_id, rows = all.len(), "hotlines added");
    Ok(all)
}

/// Takes a number out of the list.
///
/// # Errors
/// [`Error::NotFound`] for one that is not in it; [`Error::Forbidden`].
pub async fn remove(db: &Db, actor: &Actor, number: &str) -> Result<(), Error> {
    actor.may(Action::EditReference)?;
    let mut tx = db.begin(actor).await?;
    let done = sqlx::query("delete from hotlines where number = $1").bind(number).execute(&mut *tx).await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    tracing::info!(user = %actor.user_id, "hotline removed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_help_is_one_however_it_is_written() {
        let all = Hotlines(["988", "+18007997233", "741741"].map(str::to_owned).into());
        for number in ["988", "800-799-7233", "1 (800) 799-7233", "+18007997233", "741-741", "741741"] {
            assert!(all.has(number), "{number}");
        }
        for number in ["", "911", "+18007997234", "98", "7417410"] {
            assert!(!all.has(number), "{number}");
        }
        assert_eq!(all.shown(["988", "+18015550142"], |number| number), ["+18015550142"]);
    }

    #[test]
    fn a_row_is_read_in_either_order() {
        let row = |line| parts(line).map(|(number, name)| format!("{number} {name}"));
        assert_eq!(row("800-799-7233, Help\tUS").as_deref(), Some("+18007997233 Help, US"));
        assert_eq!(row("\"Help, now\";988").as_deref(), Some("988 Help, now"));
        assert_eq!(row("988").as_deref(), Some("988 "));
        assert_eq!(row("2024, 800-799-7233").as_deref(), Some("+18007997233 2024"));
        assert_eq!(row("no number here"), None);
    }
}
