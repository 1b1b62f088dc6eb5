//! A family’s lines, what is done to them, and how the sandbox has them.

use domain::{Fault, Fields, Role};
use services::{
    Actor, Error,
    care::{self, LineCare, Reader},
};
use uuid::Uuid;

use crate::support::Portal;

pub const LINE: &str = "+18015550142";
pub const CHILD: &str = "+18015550143";
pub const ACCOUNT: &str = "AID-mensah";
pub const STATUS: &str = "POST /v1.0/numbers/status";
pub const ADDRESS: &str = "POST /v1.0/numbers/e911address/update";
pub const MAILBOX: &str = "POST /v1.0/numbers/voicemail/activate";
pub const CARD: &str = "8901240397190557026";

impl Portal {
    pub async fn care(&self, actor: &Actor, number: &str) -> LineCare {
        let mut tx = self.db.begin(actor).await.unwrap();
        care::get(&mut tx, actor, number).await.unwrap()
    }

    pub async fn suspend(&self, actor: &Actor) -> Result<(), Error> {
        care::suspend(&self.db, &self.letterhead(), actor, LINE, false).await
    }

    pub async fn swap(&self, actor: &Actor, card: Option<&str>) -> Result<(), Error> {
        care::swap_sim(&self.db, &self.letterhead(), actor, LINE, card, true).await
    }

    pub async fn renumber(&self, actor: &Actor, area: &str) -> Result<(), Error> {
        care::change_number(&self.db, &self.letterhead(), actor, LINE, area, true).await
    }

    pub fn line(&self, number: &str) -> Option<Truth> {
        self.sandbox.with(|world| {
            let line = world.lines.iter().find(|line| line.number == number)?;
            let mailbox = line.extras.voicemail.as_ref();
            Some(Truth {
                status: line.status.clone(),
                iccid: line.iccid.clone(),
                qr: line.qr.clone(),
                mailbox: mailbox.map(|v| [v.pin.clone(), v.first_name.clone(), v.email.clone()]),
            })
        })
    }

    pub async fn read(&self) {
        Reader::new(self.db.clone(), self.client.clone()).drain().await.unwrap();
    }
}

/// A line as the sandbox has it; of voicemail the PIN, the first name and the e-mail address.
pub struct Truth {
    pub status: String,
    pub iccid: String,
    pub qr: Option<String>,
    pub mailbox: Option<[Option<String>; 3]>,
}

pub fn dana(portal: &Portal) -> Actor {
    Actor { user_id: Uuid::now_v7(), ..portal.manager(ACCOUNT) }
}

pub fn member(portal: &Portal, of: &str) -> Actor {
    Actor { role: Role::Member, subscriber_id: Some(of.into()), ..dana(portal) }
}

pub fn at(error: &Error, name: &str) -> Option<Fault> {
    if let Error::Invalid(errors) = error { errors.at(name).cloned() } else { None }
}

pub fn home(zip: &str) -> Fields {
    Fields::from([
        ("e911.street1", "2701 N Thanksgiving Way"),
        ("e911.city", "Lehi"),
        ("e911.state", "UT"),
        ("e911.zip", zip),
    ])
}

pub fn mailbox(pin: &str) -> Fields {
    Fields::from([("voicemail.pin", pin), ("voicemail.email", "kofi@example.com")])
}
