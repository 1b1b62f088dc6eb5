//! Filters of messages and of calls: the same calls with other names.

use serde_json::{Map, Value, json};

use super::{guardian::person, render};
use crate::{
    input::{Input, Outcome, Refusal, required},
    world::{Filter, World},
};

/// Which of a filter's two lists.
#[derive(Clone, Copy)]
pub(super) enum List {
    Allowed,
    Blocked,
}

/// What differs between the two kinds of filter.
pub(super) struct Kind {
    /// The id in every request but updates, which say `FilterId` as the answers do.
    id: &'static str,
    prefix: &'static str,
    modes: &'static [&'static str],
    modes_of_updates: &'static [&'static str],
    /// Modes that need a guardian.
    ages: &'static [&'static str],
    allowed: &'static str,
    blocked: &'static str,
    /// Name of the numbers to add or remove.
    numbers: &'static str,
    flags: &'static [&'static str],
    /// Fields the answers to lists and updates leave out.
    not_listed: &'static [&'static str],
    not_in_updates: &'static [&'static str],
    /// Calls have spoken warnings, times, and keywords with their outer braces; messages have none of these.
    calls: bool,
    filters: fn(&mut World) -> &mut Vec<Filter>,
}

pub(super) const MESSAGE: Kind = Kind {
    id: "MessageFilterId",
    prefix: "MFID",
    modes: &["ACTIVE", "MONITOR_ONLY", "INACTIVE"],
    modes_of_updates: &["ACTIVE", "MONITOR_ONLY", "INACTIVE"],
    ages: &[],
    allowed: "AllowedContacts",
    blocked: "BlockedContacts",
    numbers: "Contacts",
    flags: &["BlockLinks", "BlockMedia"],
    not_listed: &[],
    not_in_updates: &[],
    calls: false,
    filters: |world| &mut world.guardian.message_filters,
};

pub(super) const CALL: Kind = Kind {
    id: "CallFilterId",
    prefix: "CFID",
    modes: &["WHITELIST", "BLACKLIST", "CHILD", "TEENAGER", "ADOLESCENT"],
    modes_of_updates: &["WHITELIST", "BLACKLIST"],
    ages: &["CHILD", "TEENAGER", "ADOLESCENT"],
    allowed: "AllowedNumbers",
    blocked: "BlockedNumbers",
    numbers: "Numbers",
    flags: &["EnableTranscription", "BlockInternational", "RecordFlaggedCalls"],
    not_listed: &["KeywordFilter", "TimeRestrictions"],
    not_in_updates: &[
        "KeywordFilter",
        "TimeRestrictions",
        "ApplyToOutbound",
        "ApplyToInbound",
        "BlockUnknownNumbers",
        "BlockInternational",
        "RecordFlaggedCalls",
    ],
    calls: true,
    filters: |world| &mut world.guardian.call_filters,
};

impl Kind {
    pub(super) fn create(&self, world: &mut World, input: &Input) -> Outcome {
        let (person, phone) = (input.required("SubscriberId")?, input.required("Phone")?);
        let mode = input.one_of("FilterMode", self.modes)?.ok_or_else(|| required("FilterMode"))?.to_uppercase();
        world.subscriber(&input.distributor, &person)?;
        check_number("Phone", &phone)?;
        let looked_after = world.guardian.relations.iter().any(|r| r.child == person);
        if self.ages.contains(&mode.as_str()) && !looked_after {
            return Err(Refusal::bad("FilterMode must not be an age without a guardian relation"));
        }
        let mut filter = self.rules(input)?;
        if let Some(times) = input.get("TimeRestrictions") {
            filter.special.insert("TimeRestrictions".into(), times.clone());
        }
        (filter.filter_id, filter.mode) = (world.id(self.prefix), mode);
        (filter.subscriber_id, filter.phone) = (person, phone);
        let filters = (self.filters)(world);
        if filters.iter().any(|f| f.subscriber_id == filter.subscriber_id && f.phone == filter.phone) {
            return Err(Refusal::bad("Duplicate filter found for the same subscriber and phone number"));
        }
        let answer = self.answer(&filter, &[]);
        filters.push(filter);
        Ok(answer)
    }

    /// A bare array; everything the distributor has when nothing is asked for.
    pub(super) fn list(&self, world: &mut World, input: &Input) -> Outcome {
        let (person, phone, account) = (input.param("SubscriberId"), input.param("Phone"), input.param("AccountId"));
        if let Some(id) = &person {
            world.subscriber(&input.distributor, id)?;
        }
        if let Some(id) = &account {
            world.account(&input.distributor, id)?;
        }
        let filters = (self.filters)(world).clone();
        let wanted = |f: &&Filter| {
            let owner = world.subscriber(&input.distributor, &f.subscriber_id).ok();
            owner.is_some_and(|o| account.as_ref().is_none_or(|id| *id == o.account_id))
                && person.as_ref().is_none_or(|id| *id == f.subscriber_id)
                && phone.as_ref().is_none_or(|number| *number == f.phone)
        };
        Ok(filters.iter().filter(wanted).map(|f| self.answer(f, self.not_listed)).collect())
    }

    /// Replaces the rules: what is not sent is off or empty afterwards. Whose filter it is, and its mode, stay.
    pub(super) fn update(&self, world: &mut World, input: &Input) -> Outcome {
        let id = input.required("FilterId")?;
        let at = self.find(world, input, "FilterId", &id)?;
        let mode = input.one_of("FilterMode", self.modes_of_updates)?.map(|m| m.to_uppercase());
        let (person, phone) = (input.text("SubscriberId")?, input.text("Phone")?);
        person.as_deref().map_or(Ok(()), |id| world.subscriber(&input.distributor, id).map(drop))?;
        phone.as_deref().map_or(Ok(()), |number| check_number("Phone", number))?;
        let mut rules = self.rules(input)?;
        let filter = &mut (self.filters)(world)[at];
        if let Some(times) = filter.special.remove("TimeRestrictions") {
            rules.special.insert("TimeRestrictions".into(), times);
        }
        *filter = Filter {
            filter_id: id,
            subscriber_id: person.unwrap_or_else(|| filter.subscriber_id.clone()),
            phone: phone.unwrap_or_else(|| filter.phone.clone()),
            mode: mode.unwrap_or_else(|| filter.mode.clone()),
            ..rules
        };
        Ok(self.answer(filter, self.not_in_updates))
    }

    pub(super) fn delete(&self, world: &mut World, input: &Input) -> Outcome {
        let id = input.required(self.id)?;
        let at = self.find(world, input, self.id, &id)?;
        (self.filters)(world).remove(at);
        let date = render::with_offset(world.clock.now());
        Ok(json!({ "Status": "Deleted", "FilterId": id, "DateDeleted": date }))
    }

    /// Plain JSON, unlike in the filter itself.
    pub(super) fn keywords(&self, world: &mut World, input: &Input) -> Outcome {
        self.asked(world, input).map(|f| f.keyword_object())
    }

    /// A bare array.
    pub(super) fn numbers(&self, world: &mut World, input: &Input, list: List) -> Outcome {
        self.asked(world, input).map(|f| json!(self.pick(f, list).1))
    }

    pub(super) fn add(&self, world: &mut World, input: &Input, list: List) -> Outcome {
        self.change(world, input, list, |numbers, more| {
            let new: Vec<_> = more.into_iter().filter(|n| !numbers.contains(n)).collect();
            numbers.extend(new);
            Ok(())
        })
    }

    /// Numbers must be on the list now.
    pub(super) fn remove(&self, world: &mut World, input: &Input, list: List) -> Outcome {
        self.change(world, input, list, |numbers, gone| {
            if gone.iter().any(|n| !numbers.contains(n)) {
                return Err(Refusal::bad(format!("{} must be on the list", self.numbers)));
            }
            numbers.retain(|n| !gone.contains(n));
            Ok(())
        })
    }

    fn change(
        &self,
        world: &mut World,
        input: &Input,
        list: List,
        change: impl Fn(&mut Vec<String>, Vec<String>) -> Result<(), Refusal>,
    ) -> Outcome {
        let person = input.required("SubscriberId")?;
        let id = input.required(self.id)?;
        let numbers = input.texts(self.numbers)?.filter(|n| !n.is_empty()).ok_or_else(|| required(self.numbers))?;
        numbers.iter().try_for_each(|n| check_number(self.numbers, n))?;
        let at = self.of_person(world, input, &person, &id)?;
        let filter = &mut (self.filters)(world)[at];
        let (name, mine) = self.pick(filter, list);
        change(mine, numbers)?;
        Ok(json!({ "FilterId": id, "SubscriberId": person, name: mine }))
    }

    /// The filter a read of its lists or words is about.
    fn asked<'a>(&self, world: &'a mut World, input: &Input) -> Result<&'a mut Filter, Refusal> {
        let person = person(world, input, "SubscriberId")?;
        let at = self.of_person(world, input, &person, &input.required_param(self.id)?)?;
        Ok(&mut (self.filters)(world)[at])
    }

    fn of_person(&self, world: &mut World, input: &Input, person: &str, id: &str) -> Result<usize, Refusal> {
        world.subscriber(&input.distributor, person)?;
        let at = self.find(world, input, self.id, id)?;
        let theirs = (self.filters)(world)[at].subscriber_id == person;
        if theirs { Ok(at) } else { Err(Refusal::missing(self.id)) }
    }

    fn find(&self, world: &mut World, input: &Input, name: &str, id: &str) -> Result<usize, Refusal> {
        let filters = (self.filters)(world);
        let at = filters.iter().position(|f| f.filter_id == id).ok_or_else(|| Refusal::missing(name))?;
        let owner = filters[at].subscriber_id.clone();
        world.subscriber(&input.distributor, &owner).map_err(|_| Refusal::missing(name))?;
        Ok(at)
    }

    fn pick<'a>(&self, filter: &'a mut Filter, list: List) -> (&'static str, &'a mut Vec<String>) {
        match list {
            List::Allowed => (self.allowed, &mut filter.allowed),
            List::Blocked => (self.blocked, &mut filter.blocked),
        }
    }

    /// The rules of a request; booleans that are left out are false, as the documented answer has it.
    fn rules(&self, input: &Input) -> Result<Filter, Refusal> {
        let numbers = |name: &str| -> Result<Vec<String>, Refusal> {
            let numbers = input.texts(name)?.unwrap_or_default();
            numbers.iter().try_for_each(|n| check_number(name, n))?;
            Ok(numbers)
        };
        let flag = |name: &str| input.boolean(name).map(Option::unwrap_or_default);
        let mut special = Map::new();
        for name in self.flags {
            special.insert((*name).into(), flag(name)?.into());
        }
        if self.calls {
            let action = input.one_of("TranscriptionAction", &["WARNING", "TERMINATE", "NOTIFY"])?;
            special.insert("TranscriptionAction".into(), json!(action.map(|a| a.to_uppercase())));
            special.insert("WarningMessage".into(), json!(input.text("WarningMessage")?));
        }
        Ok(Filter {
            allowed: numbers(self.allowed)?,
            blocked: numbers(self.blocked)?,
            notification_phones: numbers("NotificationPhones")?,
            keywords: keywords(input)?,
            outbound: flag("ApplyToOutbound")?,
            inbound: flag("ApplyToInbound")?,
            block_unknown: flag("BlockUnknownNumbers")?,
            special,
            ..Filter::default()
        })
    }

    /// Messages answer their keywords without the outer braces; calls with them, and only on creation.
    fn answer(&self, f: &Filter, without: &[&str]) -> Value {
        let bare = |text| str::strip_prefix(text, "{").and_then(|t| t.strip_suffix('}')).unwrap_or(text);
        let keywords = f.keywords.as_deref().map(|text| if self.calls { text } else { bare(text) });
        let mut answer = f.special.clone();
        if self.calls {
            answer.entry("TimeRestrictions").or_insert(Value::Null);
        }
        answer.extend(render::object(json!({
            "FilterId": f.filter_id,
            "SubscriberId": f.subscriber_id,
            "Phone": f.phone,
            "FilterMode": f.mode,
            self.allowed: f.allowed,
            self.blocked: f.blocked,
            "KeywordFilter": keywords,
            "NotificationPhones": f.notification_phones,
            "ApplyToOutbound": f.outbound,
            "ApplyToInbound": f.inbound,
            "BlockUnknownNumbers": f.block_unknown,
        })));
        answer.retain(|name, _| !without.contains(&name.as_str()));
        Value::Object(answer)
    }
}

/// JSON in a string, with or without its outer braces: the documented samples have both.
fn keywords(input: &Input) -> Result<Option<String>, Refusal> {
    let Some(text) = input.text("KeywordFilter")? else { return Ok(None) };
    let whole = [text.clone(), format!("{{{text}}}")]
        .into_iter()
        .find(|t| serde_json::from_str::<Value>(t).is_ok_and(|value| value.is_object()));
    whole.map(Some).ok_or_else(|| Refusal::bad("KeywordFilter must be a JSON object in a string"))
}

fn check_number(name: &str, number: &str) -> Result<(), Refusal> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    let valid = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if valid { Ok(()) } else { Err(Refusal::bad(format!("{name} must be an E.164 number"))) }
}
