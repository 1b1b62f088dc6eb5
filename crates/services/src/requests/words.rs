//! What people are told about requests.

use domain::{Lang, person::first_name};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    Actor, Error,
    db::Tx,
    journal::{About, Entry, append_about},
    mail::Letterhead,
    notices::{self, Telling, Words},
};

use super::{
    list::Request,
    wish::{Wish, clock, end},
};

/// The kind of these notices.
pub(super) const KIND: &str = "request";
/// Where requests are answered.
pub(super) const ANSWERS: &str = "/requests";
/// Where members see what they were answered.
const ASKED: &str = "/ask";

/// The path a mail's link leads to.
pub(super) fn link_of(token: &str) -> String {
    format!("/requests/answer/{token}")
}

/// A member asks.
pub(super) fn asked(name: &str, wish: &Wish, note: &str, zone: &TimeZone) -> Words {
    let first = first_name(name);
    let title = |lang| format!("{first} {}", wish.words(lang, |at| clock(at, zone, lang)));
    let body = |before: &str, after: &str| match note {
        "" => after.to_owned(),
        note => format!("{before} “{note}” {after}"),
    };
    Words {
        title: [title(Lang::En), title(Lang::Es)],
        body: [
            body(
                &format!("{first} writes:"),
                "You can say yes for today or no right from this mail; for longer, in the portal. Nothing changes until \
                 somebody answers.",
            ),
            body(
                &format!("{first} escribe:"),
                "Desde este correo puedes decir que sí por hoy, o que no; para más tiempo, en el portal. Nada cambia hasta \
                 que alguien responda.",
            ),
        ],
        button: ["Answer", "Responder"],
    }
}

/// For the activity, in both languages: whose wish it is.
pub(super) fn asked_detail(name: &str, wish: &Wish, zone: &TimeZone) -> [String; 2] {
    Lang::ALL.map(|lang| format!("{name} {}", wish.words(lang, |at| clock(at, zone, lang))))
}

/// Writes down that a request was declined, and tells who asked.
pub(super) async fn declined(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    request: &Request,
    reason: &str,
) -> Result<(), Error> {
    let by = first_name(&actor.name);
    let title = |lang: Lang| {
        let thing = thing(request, lang);
        lang.pick_string(|| format!("No from {by}. {thing}"), || format!("{by} dijo que no. {thing}"))
    };
    let words = Words {
        title: [title(Lang::En), title(Lang::Es)],
        body: [
            said(reason, by, "Nothing was changed. You can ask again later."),
            said(reason, by, "No se cambió nada. Puedes pedirlo otra vez más tarde."),
        ],
        button: ["See your requests", "Ver tus solicitudes"],
    };
    note(tx, Some(actor), request, "Request declined", &Lang::ALL.map(|_| reason.to_owned())).await?;
    tell(tx, head, request, &words).await
}

/// Writes down that a request was granted, and tells who asked.
pub(super) async fn granted(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    request: &Request,
    ends: Option<Timestamp>,
    waits: bool,
) -> Result<(), Error> {
    let by = first_name(&actor.name);
    let until = |lang| ends.map(|ends| end(ends, &request.zone, lang));
    let title = |lang: Lang| {
        let thing = thing(request, lang);
        lang.pick_string(|| format!("Yes from {by}. {thing}"), || format!("{by} dijo que sí. {thing}"))
    };
    let body = |lang: Lang| match (waits, until(lang)) {
        (true, _) => lang
            .pick(
                "The account manager has to agree, too. Until then nothing changes.",
                "También tiene que estar de acuerdo el titular de la cuenta. Hasta entonces nada cambia.",
            )
            .to_owned(),
        (false, None) => lang.pick("It is being set up now.", "Se está configurando ahora.").to_owned(),
        (false, Some(until)) => lang.pick_string(
            || format!("It is being set up now and ends by itself: {until}."),
            || format!("Se está configurando ahora y termina por sí solo: {until}."),
        ),
    };
    let words = Words {
        title: [title(Lang::En), title(Lang::Es)],
        body: [said(&request.reason, by, &body(Lang::En)), said(&request.reason, by, &body(Lang::Es))],
        button: ["See your requests", "Ver tus solicitudes"],
    };
    let how = Lang::ALL.map(|lang| {
        let how_long = match until(lang) {
            None => lang.pick("for good", "para siempre").to_owned(),
            Some(until) => format!("{} {until}", lang.pick("until", "hasta")),
        };
        let agreed = lang.pick(", when the manager agrees", ", si el titular está de acuerdo");
        if waits { how_long + agreed } else { how_long }
    });
    note(tx, Some(actor), request, "Request granted", &how).await?;
    tell(tx, head, request, &words).await
}

/// Writes down that what was granted for a time is over, and tells who had asked.
pub(super) async fn ended(tx: &mut Tx, head: &Letterhead, request: &Request, how: &[String; 2]) -> Result<(), Error> {
    let title = |lang: Lang| {
        let thing = thing(request, lang);
        lang.pick_string(|| format!("It is over. {thing}"), || format!("Se terminó. {thing}"))
    };
    let words = Words {
        title: [title(Lang::En), title(Lang::Es)],
        body: [
            "What you were granted for a time ended. You can ask again.".to_owned(),
            "Lo que te permitieron por un tiempo terminó. Puedes pedirlo otra vez.".to_owned(),
        ],
        button: ["See your requests", "Ver tus solicitudes"],
    };
    note(tx, None, request, "Request ended", how).await?;
    tell(tx, head, request, &words).await
}

fn thing(request: &Request, lang: Lang) -> String {
    request.wish.thing(lang, |at| clock(at, &request.zone, lang))
}

/// The reason in its writer's own words, then the rest.
fn said(reason: &str, by: &str, then: &str) -> String {
    if reason.is_empty() { then.to_owned() } else { format!("{by}: “{reason}” {then}") }
}

async fn note(
    tx: &mut Tx,
    actor: Option<&Actor>,
    request: &Request,
    what: &str,
    [how, how_es]: &[String; 2],
) -> Result<(), Error> {
    let then = |asked: String, how: &str| if how.is_empty() { asked } else { format!("{asked} → {how}") };
    let [asked, asked_es] = asked_detail(&request.who, &request.wish, &request.zone);
    let (detail, es) = (then(asked, how), then(asked_es, how_es));
    let actor = actor.map(|actor| (actor.user_id, actor.name.as_str()));
    let entry = Entry { account_id: Some(&request.account_id), actor, what, detail: &detail };
    let about = About { subscriber_id: Some(&request.subscriber_id), undo: None, detail_es: Some(&es) };
    append_about(tx, &entry, about).await
}

async fn tell(tx: &mut Tx, head: &Letterhead, request: &Request, words: &Words) -> Result<(), Error> {
    let telling = Telling { kind: KIND, path: ASKED, mailed: ASKED, words };
    notices::tell_these(tx, head, &request.account_id, &[request.asked_by], telling).await
}
