//! The people of an account.

use leptos::prelude::*;
use services::accounts::{Person, SignIn};

use crate::{
    paths,
    ui::{Avatar, Badge, Card, CopyId, Tone},
};

/// Names, roles, addresses; whether they can sign in, and who has no line.
#[component]
pub(super) fn PeopleCard(
    /// The people.
    people: Vec<Person>,
    /// Where their access is changed.
    manage: String,
) -> impl IntoView {
    let empty = people.is_empty();
    let rows = people.into_iter().map(|person| view! { <Row person /> }).collect_view();
    view! {
        <Card
            title="People"
            id="people"
            flush=true
            actions=move || view! { <a class="link py-1 text-sm" href=manage.clone()>"Access and roles"</a> }
        >
            {if empty {
                view! { <p class="px-5 pb-5 text-sm text-base-content/70">"Nobody yet."</p> }.into_any()
            } else {
                view! { <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul> }.into_any()
            }}
        </Card>
    }
}

#[component]
fn Row(person: Person) -> impl IntoView {
    let role = if person.is_manager() { "Manager".to_owned() } else { "Member".to_owned() };
    let guardian = format!("Guardian of {}", person.name);
    let sign_in = match person.sign_in {
        SignIn::Active => Some((Tone::Success, "Signs in")),
        SignIn::Invited => Some((Tone::Warning, "Invited, not in yet")),
        SignIn::Disabled => Some((Tone::Error, "Shut out")),
        SignIn::None if person.is_manager() => Some((Tone::Warning, "Not invited")),
        SignIn::None => None,
    };
    view! {
        <li class="flex items-start gap-3 px-5 py-3">
            <Avatar name=person.name.clone() />
            <div class="min-w-0 grow text-sm">
                <p class="font-medium wrap-anywhere">{person.name}</p>
                <p class="wrap-anywhere text-base-content/70">{person.email}</p>
                <div class="mt-1 flex flex-wrap gap-1.5">
                    <Badge text=role />
                    {sign_in.map(|(tone, text)| view! { <Badge tone text /> })}
                    {(person.lines == 0).then(|| view! { <Badge text="No line" /> })}
                </div>
                {(person.lines > 0)
                    .then(|| {
                        view! {
                            <a class="mt-1 inline-block link py-1" href=paths::guardian_of(&person.id) aria-label=guardian>
                                "Guardian"
                            </a>
                        }
                    })}
                <details class="mt-1">
                    <summary class="cursor-pointer py-1 text-xs text-base-content/70">"Ids"</summary>
                    <CopyId label="Subscriber" id=person.id />
                    <p class="text-xs text-base-content/70">"Role as Telegent says it: " {person.role}</p>
                </details>
            </div>
        </li>
    }
}
