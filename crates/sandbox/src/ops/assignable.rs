//! Thresholds and features: the same calls with other names.

use serde_json::{Map, Value, json};

use super::subscriptions;
use crate::{
    input::{Input, Outcome, Refusal},
    world::{Assignable, Assignables, Assignment, World},
};

/// What differs between the two.
pub(super) struct Kind {
    id: &'static str,
    prefix: &'static str,
    status: &'static str,
    assignment_id: &'static str,
    assignment_prefix: &'static str,
    assignment_status: &'static str,
    /// Text fields, with their words where the text of the documentation lists some.
    texts: &'static [(&'static str, &'static [&'static str])],
    /// Fields with whole numbers.
    numbers: &'static [&'static str],
    table: fn(&mut World) -> &mut Assignables,
}

pub(super) const THRESHOLD: Kind = Kind {
    id: "ThresholdId",
    prefix: "THID",
    status: "ThresholdStatus",
    assignment_id: "ThresholdAssignmentId",
    assignment_prefix: "TAID",
    assignment_status: "ThresholdAssignmentStatus",
    texts: &[
        ("ThresholdName", &[]),
        ("ThresholdType", &["Data", "SMS", "Voice"]),
        ("ThresholdUnit", &["MB", "GB", "Count"]),
        ("ThresholdAction", &["Alert", "Pause", "Restrict"]),
    ],
    numbers: &["ThresholdAmount"],
    table: |world| &mut world.thresholds,
};

pub(super) const FEATURE: Kind = Kind {
    id: "FeatureId",
    prefix: "FEID",
    status: "FeatureStatus",
    assignment_id: "FeatureAssignmentId",
    assignment_prefix: "FAID",
    assignment_status: "FeatureAssignmentStatus",
    texts: &[
        ("FeatureName", &[]),
        ("FeatureType", &["Data", "Voice", "SMS", "Roaming", "VoIP"]),
        ("FeatureDescription", &[]),
    ],
    numbers: &[],
    table: |world| &mut world.features,
};

impl Kind {
    pub(super) fn create(&self, world: &mut World, input: &Input) -> Outcome {
        let account_id = world.meant_account(&input.distributor, input.text("AccountId")?)?;
        let new = Assignable { id: world.id(self.prefix), account_id, values: self.sent(input)? };
        let answer = self.answer(&new);
        (self.table)(world).defined.push(new);
        Ok(answer)
    }

    pub(super) fn get(&self, world: &mut World, input: &Input) -> Outcome {
        let at = self.find(world, input, &input.required_param(self.id)?)?;
        Ok(self.answer(&(self.table)(world).defined[at]))
    }

    pub(super) fn update(&self, world: &mut World, input: &Input) -> Outcome {
        let at = self.find(world, input, &input.required(self.id)?)?;
        let sent = self.sent(input)?;
        let changed = &mut (self.table)(world).defined[at];
        changed.values.extend(sent);
        Ok(self.answer(changed))
    }

    /// Takes it off every subscription too.
    pub(super) fn delete(&self, world: &mut World, input: &Input) -> Outcome {
        let id = input.required(self.id)?;
        let at = self.find(world, input, &id)?;
        let table = (self.table)(world);
        table.defined.remove(at);
        table.assignments.retain(|a| a.of != id);
        Ok(json!({ self.id: id, self.status: "Deleted" }))
    }

    /// A bare array: of one threshold or feature, or of all the distributor has.
    pub(super) fn assignments(&self, world: &mut World, input: &Input) -> Outcome {
        let wanted = input.param(self.id);
        if let Some(id) = &wanted {
            self.find(world, input, id)?;
        }
        let rows = (self.table)(world).assignments.clone();
        let mine = rows.into_iter().filter(|a| match &wanted {
            Some(id) => a.of == *id,
            None => self.find(world, input, &a.of).is_ok(),
        });
        Ok(mine.map(|a| self.assignment(&a)).collect())
    }

    pub(super) fn assign(&self, world: &mut World, input: &Input) -> Outcome {
        let (of, subscription_id) = (input.required(self.id)?, input.required("SubscriptionId")?);
        self.find(world, input, &of)?;
        subscriptions::find(world, input, &subscription_id)?;
        let new = Assignment { assignment_id: world.id(self.assignment_prefix), of, subscription_id };
        let answer = self.assignment(&new);
        (self.table)(world).assignments.push(new);
        Ok(answer)
    }

    pub(super) fn reassign(&self, world: &mut World, input: &Input) -> Outcome {
        let at = self.find_assignment(world, input)?;
        let mut changed = (self.table)(world).assignments[at].clone();
        if let Some(of) = input.text(self.id)? {
            self.find(world, input, &of)?;
            changed.of = of;
        }
        if let Some(id) = input.text("SubscriptionId")? {
            subscriptions::find(world, input, &id)?;
            changed.subscription_id = id;
        }
        let answer = self.assignment(&changed);
        (self.table)(world).assignments[at] = changed;
        Ok(answer)
    }

    pub(super) fn unassign(&self, world: &mut World, input: &Input) -> Outcome {
        let at = self.find_assignment(world, input)?;
        let gone = (self.table)(world).assignments.remove(at);
        Ok(json!({ self.assignment_id: gone.assignment_id, self.assignment_status: "Deleted" }))
    }

    fn find(&self, world: &mut World, input: &Input, id: &str) -> Result<usize, Refusal> {
        let defined = &(self.table)(world).defined;
        let found = defined.iter().position(|d| d.id == id).map(|at| (at, defined[at].account_id.clone()));
        let mine = found.filter(|(_, account)| world.owns(&input.distributor, account));
        mine.map(|(at, _)| at).ok_or_else(|| Refusal::missing(self.id))
    }

    fn find_assignment(&self, world: &mut World, input: &Input) -> Result<usize, Refusal> {
        let missing = || Refusal::missing(self.assignment_id);
        let id = input.required(self.assignment_id)?;
        let assignments = &(self.table)(world).assignments;
        let at = assignments.iter().position(|a| a.assignment_id == id).ok_or_else(missing)?;
        let of = assignments[at].of.clone();
        self.find(world, input, &of).map(|_| at).map_err(|_| missing())
    }

    /// The documented fields of a request.
    fn sent(&self, input: &Input) -> Result<Map<String, Value>, Refusal> {
        let mut sent = Map::new();
        for (name, words) in self.texts {
            let text = if words.is_empty() { input.text(name)? } else { input.one_of(name, words)? };
            sent.extend(text.map(|t| ((*name).to_owned(), t.into())));
        }
        for name in self.numbers {
            sent.extend(input.integer(name)?.map(|n| ((*name).to_owned(), n.into())));
        }
        Ok(sent)
    }

    /// Every documented field; null where nothing was sent.
    fn answer(&self, a: &Assignable) -> Value {
        let names = self.texts.iter().map(|(name, _)| *name).chain(self.numbers.iter().copied());
        let values = names.map(|name| (name.to_owned(), a.values.get(name).cloned().unwrap_or_default()));
        let mut answer: Map<String, Value> = values.collect();
        answer.insert(self.id.into(), a.id.clone().into());
        answer.insert("AccountId".into(), a.account_id.clone().into());
        answer.insert("Active".into(), true.into());
        Value::Object(answer)
    }

    fn assignment(&self, a: &Assignment) -> Value {
        json!({
            self.assignment_id: a.assignment_id,
            self.id: a.of,
            "SubscriptionId": a.subscription_id,
            "Active": true,
        })
    }
}
