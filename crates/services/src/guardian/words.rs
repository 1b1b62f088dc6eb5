//! What a family is told of Guardian.

use domain::{Lang, guardian::Change};
use uuid::Uuid;

use crate::{
    Actor, Error,
    db::Tx,
    mail::Letterhead,
    notices::{self, Telling, Words},
};

use super::{
    save::{By, in_words},
    store::{self, Person},
};

/// The kind of these notices.
const KIND: &str = "guardian";

async fn tell(tx: &mut Tx, head: &Letterhead, person: &Person, to: &[Uuid], words: &Words) -> Result<(), Error> {
    let page = person.page();
    let telling = Telling { kind: KIND, path: &page, mailed: &page, words };
    notices::tell_these(tx, head, &person.account_id, to, telling).await
}

/// Everybody who looks after a person but one.
async fn others(tx: &mut Tx, person: &Person, but: Option<Uuid>) -> Result<Vec<Uuid>, Error> {
    let all = notices::guardians(tx, &person.account_id, &person.subscriber_id).await?;
    Ok(all.into_iter().filter(|id| Some(*id) != but).collect())
}

/// Protection was loosened.
pub(super) async fn loosened(
    tx: &mut Tx,
    head: &Letterhead,
    by: By<'_>,
    person: &Person,
    changed: &[Change],
) -> Result<(), Error> {
    let (name, who) = (person.short(), by.name);
    let words = Words {
        title: [format!("Guardian lets more through for {name}"), format!("Guardian deja pasar más a {name}")],
        body: [
            format!("{}. Changed by {who}.", in_words(changed, Lang::En)),
            format!("{}. Lo cambió {who}.", in_words(changed, Lang::Es)),
        ],
        button: ["Look at the changes", "Ver los cambios"],
    };
    let to = others(tx, person, by.user).await?;
    tell(tx, head, person, &to, &words).await
}

/// Telegent refused something; whoever looks after the person can try again.
pub(crate) async fn stuck(tx: &mut Tx, head: &Letterhead, subscriber_id: &str) -> Result<(), Error> {
    let person = match store::anybody(tx, subscriber_id).await {
        Ok(person) => person,
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let name = person.short();
    let words = Words {
        title: [
            format!("A change for {name} did not reach the network"),
            format!("Un cambio para {name} no llegó a la red"),
        ],
        body: [
            "It is saved here. Until it gets through, the page shows what the network does now.".into(),
            "Está guardado aquí. Hasta que pase, la página muestra lo que la red hace ahora.".into(),
        ],
        button: ["Try again", "Intentar de nuevo"],
    };
    let to = others(tx, &person, None).await?;
    tell(tx, head, &person, &to, &words).await
}

/// A guardian asks to loosen.
pub(super) async fn asked(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    person: &Person,
    asked: &[Change],
) -> Result<(), Error> {
    let (name, who) = (person.short(), &actor.name);
    let words = Words {
        title: [format!("{who} asks you about {name}"), format!("{who} te pregunta por {name}")],
        body: [
            format!("{}. It stays as it is until you say yes.", in_words(asked, Lang::En)),
            format!("{}. Queda como está hasta que digas que sí.", in_words(asked, Lang::Es)),
        ],
        button: ["Answer", "Responder"],
    };
    let managers = notices::managers(tx, &person.account_id).await?;
    let to: Vec<Uuid> = managers.into_iter().filter(|id| *id != actor.user_id).collect();
    tell(tx, head, person, &to, &words).await
}

/// The manager answered.
pub(super) async fn answered(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    person: &Person,
    asked_by: Uuid,
    yes: bool,
    asked: &[Change],
) -> Result<(), Error> {
    let (name, who) = (person.short(), &actor.name);
    let title = match yes {
        true => [format!("{who} said yes for {name}"), format!("{who} dijo que sí para {name}")],
        false => [format!("{who} said no for {name}"), format!("{who} dijo que no para {name}")],
    };
    let words = Words {
        title,
        body: [in_words(asked, Lang::En), in_words(asked, Lang::Es)],
        button: ["Open Guardian", "Abrir Guardian"],
    };
    tell(tx, head, person, &[asked_by], &words).await
}
