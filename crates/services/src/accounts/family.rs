//! What a family sees of itself.

use domain::{Care, Reach, access::reach};

use crate::{Actor, Error, db::Tx};

use super::{ChainRow, DataAge, Line, chains::open_chains, freshness::data_age, line::lines};

/// A family's first page.
#[derive(Clone, Debug)]
pub struct FamilyHome {
    /// The account's name.
    pub name: String,
    /// Its lines; numbers that are nobody's are staff's to mend and left out.
    pub lines: Vec<Line>,
    /// What is being set up.
    pub chains: Vec<ChainRow>,
    /// How old it is.
    pub age: DataAge,
}

/// The lines of the actor's family; of a member the own ones alone.
///
/// # Errors
/// [`Error::NotFound`] for an account that is not there, or not for this transaction.
pub async fn family_home(tx: &mut Tx, actor: &Actor) -> Result<FamilyHome, Error> {
    let account_id = actor.account_id.as_deref().ok_or(Error::NotFound)?;
    let name = sqlx::query_scalar("select name from accounts where account_id = $1")
        .bind(account_id)
        .fetch_one(&mut **tx)
        .await?;
    let mut lines = lines(tx, account_id, None).await?;
    let all = reach(actor.role, Care::View) >= Reach::Account;
    let own = |id: &str| actor.subscriber_id.as_deref() == Some(id);
    lines.retain(|line| line.person.as_ref().is_some_and(|person| all || own(&person.id)));
    let chains = if all { open_chains(tx, Some(account_id)).await? } else { Vec::new() };
    Ok(FamilyHome { name, lines, chains, age: data_age(tx).await? })
}

/// Every line of an account; those that are nobody's first.
pub(crate) async fn lines_of(tx: &mut Tx, account_id: &str) -> Result<Vec<Line>, Error> {
    lines(tx, account_id, None).await
}

/// One line of a family by its number in E.164.
///
/// # Errors
/// [`Error::NotFound`] for a number that is not this account's.
pub async fn line(tx: &mut Tx, account_id: &str, number: &str) -> Result<(Line, DataAge), Error> {
    let line = lines(tx, account_id, Some(number)).await?.into_iter().find(|line| line.person.is_some());
    Ok((line.ok_or(Error::NotFound)?, data_age(tx).await?))
}
