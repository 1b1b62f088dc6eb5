//! A person has another line, or others look after them: what is wanted goes with it.

use domain::{
    E164,
    guardian::{Number, Settings},
};
use uuid::Uuid;

use crate::{Error, db::Tx, mail::Brand};

use super::{
    pending, plan,
    reads::reads,
    save::{By, carry_out},
    store,
};

/// Has Telegent follow a person to the line they have and to who looks after them now, unless the calls were planned for
/// these already.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn follow(tx: &mut Tx, brand: &Brand, by: Uuid, subscriber_id: &str) -> Result<(), Error> {
    let person = match store::anybody(tx, subscriber_id).await {
        Ok(person) if person.number().is_some() => person,
        Ok(_) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let held = store::hold(tx, &person).await?;
    let floor = store::floor(tx, &person, Some(brand)).await?;
    if held.version == 0 || store::is_planned(tx, &person, &floor).await? {
        return Ok(());
    }
    let reads = reads(tx, &person).await?;
    plan::chain(tx, by, &person, (held.version, &held.settings), &floor, &reads).await?;
    store::planned(tx, &person, &floor).await
}

/// A line of the family has another number: has what is wanted put on it, and its people let through in the others' rules,
/// in the transaction that gives the line its number. Where somebody's rules name the old one, they name the new one from
/// now on.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn renumbered(
    tx: &mut Tx,
    brand: &Brand,
    by: Uuid,
    account_id: &str,
    [old, new]: [&str; 2],
) -> Result<(), Error> {
    let people: Vec<String> = sqlx::query_scalar(
        "select subscriber_id from guardian_settings where account_id = $1
         union select subscriber_id from guardian_pending where account_id = $1 and answered_at is null
         order by subscriber_id",
    )
    .bind(account_id)
    .fetch_all(&mut **tx)
    .await?;
    for subscriber_id in people {
        rename(tx, brand, &subscriber_id, [old, new]).await?;
        follow(tx, brand, by, &subscriber_id).await?;
    }
    Ok(())
}

/// Writes the new number in place of the old one into what is wanted for a person, and into what waits.
async fn rename(tx: &mut Tx, brand: &Brand, subscriber_id: &str, numbers: [&str; 2]) -> Result<(), Error> {
    let person = match store::anybody(tx, subscriber_id).await {
        Ok(person) => person,
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let held = store::hold(tx, &person).await?;
    // First, so that it still fits what is wanted afterwards.
    pending::revise(tx, &person, |settings| replace(settings, numbers)).await?;
    let mut now = held.settings.clone();
    replace(&mut now, numbers);
    if now != held.settings {
        carry_out(tx, brand, By::PORTAL, &person, &held, &now, Some("followed a new number")).await?;
    }
    Ok(())
}

/// Puts the new number in the old one's place, among the phones that are told and the numbers of contacts; where the new
/// one is there already, the old one goes.
fn replace(settings: &mut Settings, [old, new]: [&str; 2]) {
    if let Ok(new) = E164::parse(new) {
        swap(&mut settings.notify, |phone| phone.as_str() == old, &new);
    }
    if let Ok(new) = Number::parse(new) {
        for contact in &mut settings.contacts {
            swap(&mut contact.numbers, |number| number.as_str() == old, &new);
        }
    }
}

fn swap<T: Clone + PartialEq>(list: &mut Vec<T>, is_old: impl Fn(&T) -> bool, new: &T) {
    if list.contains(new) {
        list.retain(|one| !is_old(one));
    }
    for one in list.iter_mut().filter(|one| is_old(one)) {
        *one = new.clone();
    }
}

#[cfg(test)]
mod tests {
    use domain::guardian::Contact;

    use super::*;

    #[test]
    fn a_number_is_replaced_in_its_place_and_never_twice() {
        let [old, new, other] = ["+18015550142", "+13855550100", "+18015550141"];
        let phones = |all: &[&str]| all.iter().map(|phone| E164::parse(phone).unwrap()).collect::<Vec<_>>();
        let mut settings = Settings {
            notify: phones(&[other, old]),
            contacts: vec![Contact {
                numbers: [old, other].map(|number| Number::parse(number).unwrap()).to_vec(),
                ..Contact::default()
            }],
            ..Settings::default()
        };
        let before = settings.clone();
        replace(&mut settings, [new, "+13855550101"]);
        assert_eq!(settings, before, "nobody has it");
        replace(&mut settings, [old, new]);
        assert_eq!(settings.notify, phones(&[other, new]));
        assert_eq!(settings.contacts[0].numbers.iter().map(Number::as_str).collect::<Vec<_>>(), [new, other]);
        replace(&mut settings, [new, other]);
        assert_eq!((settings.notify, settings.contacts[0].numbers.len()), (phones(&[other]), 1));
    }
}
