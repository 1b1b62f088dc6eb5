//! `/guardian/{subscriber}/tester`: whether one text or call would get through, with an address of its own.

use domain::{
    Fault, FieldErrors, Fields,
    guardian::{Attempt, Channel, Direction, Party, verdict},
    person::first_name,
};
use leptos::prelude::*;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};

use super::{api::page_of, tester::TesterCard};
use crate::{
    context,
    error::{AppError, ErrorKind},
    forms::FormState,
    frame::{FamilyPlace, StaffPlace, either_page},
    paths,
    ui::PageHeader,
};

/// The page.
#[component]
pub fn TesterPage() -> impl IntoView {
    let (params, query) = (use_params_map().get_untracked(), use_query_map().get_untracked());
    either_page(StaffPlace::Accounts, FamilyPlace::Guardian, async move {
        let lang = context::lang();
        let subscriber = params.get("subscriber").ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let page = page_of(&subscriber).await?;
        let fields = typed(&query);
        let asked = !fields.0.is_empty();
        let (answer, errors) = match attempt(&fields) {
            _ if !asked => (None, FieldErrors::default()),
            Ok(attempt) => (Some(verdict(&page.settings, &page.floor, &attempt)), FieldErrors::default()),
            Err(errors) => (None, errors),
        };
        let back = (paths::guardian_of(&subscriber), page.name.clone());
        let first = first_name(&page.name).to_owned();
        let title = lang.pick_string(|| format!("A try for {first}"), || format!("Una prueba para {first}"));
        Ok(view! {
            <PageHeader title back />
            <TesterCard subscriber first form=FormState::new(fields, errors) answer />
        })
    })
}

/// What was asked, by the names of the form's fields.
fn typed(query: &ParamsMap) -> Fields {
    let mut fields = Fields::default();
    for name in ["number", "channel", "direction", "text", "link", "media", "at"] {
        let name = format!("try.{name}");
        if let Some(value) = query.get_str(&name) {
            fields.set(name, value.chars().take(500).collect::<String>());
        }
    }
    fields
}

fn attempt(fields: &Fields) -> Result<Attempt, FieldErrors> {
    let mut errors = FieldErrors::default();
    let channel = match fields.get("try.channel") {
        "" | "text" => Some(Channel::Text),
        "call" => Some(Channel::Call),
        _ => errors.take("try.channel", Err(Fault::Choice)),
    };
    let direction = match fields.get("try.direction") {
        "" | "in" => Some(Direction::In),
        "out" => Some(Direction::Out),
        _ => errors.take("try.direction", Err(Fault::Choice)),
    };
    let party = errors.take("try.number", Party::parse(fields.get("try.number")));
    let at = errors.take("try.at", minutes(fields.get("try.at")));
    let text = fields.get("try.text").to_owned();
    let (link, media) = (fields.ticked("try.link"), fields.ticked("try.media"));
    match (channel, direction, party, at) {
        (Some(channel), Some(direction), Some(party), Some(at)) => {
            Ok(Attempt { channel, direction, party, link, media, text, at })
        }
        _ => Err(errors),
    }
}

/// Minutes of the day from `hh:mm`.
fn minutes(raw: &str) -> Result<Option<u16>, Fault> {
    if raw.is_empty() {
        return Ok(None);
    }
    let (hours, minutes) = raw.split_once(':').ok_or(Fault::Time)?;
    let number = |part: &str, below: u16| part.parse::<u16>().ok().filter(|n| *n < below).ok_or(Fault::Time);
    Ok(Some(number(hours, 24)? * 60 + number(minutes, 60)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_of_the_day() {
        assert_eq!(minutes(""), Ok(None));
        assert_eq!(minutes("21:05"), Ok(Some(21 * 60 + 5)));
        for raw in ["24:00", "9", "09:60", "x:1"] {
            assert_eq!(minutes(raw), Err(Fault::Time), "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_field() {
        let errors = attempt(&Fields::from([("try.number", "grandma"), ("try.channel", "fax")])).unwrap_err();
        assert_eq!((errors.at("try.number"), errors.at("try.channel")), (Some(&Fault::Phone), Some(&Fault::Choice)));
    }
}
