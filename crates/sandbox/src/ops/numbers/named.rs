//! The line a call is about.

use crate::{
    input::{Input, Refusal},
    world::World,
};

/// How strict a call is about the account of its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    /// May be left out.
    Optional,
    /// Must be said where the distributor has several.
    WhereSeveral,
}

/// The line of this number, in the account the call names if it names one.
pub(super) fn line_of(
    world: &World,
    distributor: &str,
    number: &str,
    account_id: Option<String>,
    account: Account,
) -> Result<usize, Refusal> {
    let meant = match (account_id, account) {
        (None, Account::Optional) => None,
        (named, _) => Some(world.meant_account(distributor, named)?),
    };
    let at = world.line(distributor, number)?;
    let elsewhere = meant.is_some_and(|id| id != world.lines[at].account_id);
    if elsewhere { Err(Refusal::missing("PhoneNumber")) } else { Ok(at) }
}

/// The same, out of the body's `PhoneNumber` and `AccountId`.
pub(super) fn named_line(world: &World, input: &Input, account: Account) -> Result<usize, Refusal> {
    let number = input.required("PhoneNumber")?;
    line_of(world, &input.distributor, &number, input.text("AccountId")?, account)
}
