//! The people a person knows.

use domain::{
    Lang,
    guardian::{Contact, Stand},
    person::first_name,
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::guardian::Always;

use super::words;
use crate::{
    context, paths,
    time::until_words,
    ui::{Badge, ButtonSize, Card, Icon, LinkButton, Tone, glyph},
};

/// Rows that show at once; the rest is behind a disclosure.
const SHOWN: usize = 12;

/// Who is allowed or blocked where, those who always are, and the ways to add more.
#[component]
pub(super) fn ContactsCard(
    /// Whose.
    subscriber: String,
    /// Their people.
    contacts: Vec<Contact>,
    /// Those of the family who can never be blocked.
    always: Vec<Always>,
    /// Whether the operator's help line is among them, too.
    care: bool,
) -> impl IntoView {
    let lang = context::lang();
    let empty = contacts.is_empty();
    let mut contacts = contacts;
    contacts.sort_by_key(|contact| contact.name.to_lowercase());
    let rest = contacts.split_off(contacts.len().min(SHOWN));
    let more = rest.len();
    let row = {
        let subscriber = subscriber.clone();
        move |contact: Contact| view! { <Row contact subscriber=subscriber.clone() /> }
    };
    let shown = contacts.into_iter().map(row.clone()).collect_view();
    let hidden = rest.into_iter().map(row).collect_view();
    let guardians = always.into_iter().map(|person| view! { <Reachable person /> }).collect_view();
    let (add, paste) = (paths::guardian_contact(&subscriber, paths::NEW_CONTACT), paths::guardian_paste(&subscriber));
    view! {
        <Card
            title=lang.pick("People", "Personas")
            id="people"
            actions=move || {
                view! {
                    <LinkButton href=add.clone() size=ButtonSize::Small>
                        <Icon glyph=glyph::PLUS class="size-4" />
                        {lang.pick("Add a person", "Agregar persona")}
                    </LinkButton>
                }
            }
        >
            <ul class="divide-y divide-base-300">{guardians} {shown}</ul>
            {empty
                .then(|| {
                    view! {
                        <p class="text-sm text-base-content/70">
                            {lang
                                .pick(
                                    "Nobody is allowed or blocked yet. Add the people who should always get through first.",
                                    "Aún no hay nadie permitido ni bloqueado. Agrega primero a quienes siempre deben pasar.",
                                )}
                        </p>
                    }
                })}
            {(more > 0)
                .then(|| {
                    view! {
                        <details>
                            <summary class="inline-flex cursor-pointer items-center py-2 link text-sm">
                                {lang.pick_string(|| format!("{more} more"), || format!("{more} más"))}
                            </summary>
                            <ul class="divide-y divide-base-300">{hidden}</ul>
                        </details>
                    }
                })}
            <p class="text-sm">
                <a class="link py-1" href=paste>
                    {lang.pick("Paste a list of people", "Pegar una lista de personas")}
                </a>
            </p>
            <p class="flex items-start gap-2 text-xs text-base-content/70">
                <Icon glyph=glyph::LOCK class="mt-px size-4" />
                <span>{never(lang, care)}</span>
            </p>
        </Card>
    }
}

fn never(lang: Lang, care: bool) -> &'static str {
    if care {
        lang.pick(
            "911, 988, crisis lines, our help line and you can never be blocked.",
            "911, 988, las líneas de crisis, nuestra línea de ayuda y tú nunca se pueden bloquear.",
        )
    } else {
        lang.pick(
            "911, 988, crisis lines and you can never be blocked.",
            "911, 988, las líneas de crisis y tú nunca se pueden bloquear.",
        )
    }
}

/// A guardian: no setting stops them.
#[component]
fn Reachable(person: Always) -> impl IntoView {
    let lang = context::lang();
    let mine = context::maybe_actor().is_some_and(|actor| actor.subscriber_id.as_ref() == Some(&person.subscriber_id));
    let Always { number, name, .. } = person;
    let name = match (name.is_empty(), mine) {
        (true, _) => number.national(),
        (false, true) => format!("{} ({})", first_name(&name), lang.pick("you", "tú")),
        (false, false) => name,
    };
    view! {
        <li class="flex items-center gap-3 py-2.5">
            <Letter of=name.clone() />
            <div class="min-w-0 grow text-sm">
                <p class="font-medium wrap-anywhere">{name}</p>
                <p class="num text-xs text-base-content/70">
                    {number.national()} ", " {lang.pick("always reachable", "siempre disponible")}
                </p>
            </div>
            <Badge tone=Tone::Success text=lang.pick("Always", "Siempre") />
        </li>
    }
}

/// The first letter of a name in a circle.
#[component]
fn Letter(of: String) -> impl IntoView {
    view! {
        <span class="grid size-8 shrink-0 place-items-center rounded-full bg-base-200 text-xs font-medium" aria-hidden="true">
            {of.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string())}
        </span>
    }
}

#[component]
fn Row(contact: Contact, subscriber: String) -> impl IntoView {
    let lang = context::lang();
    let href = paths::guardian_contact(&subscriber, &contact.id);
    let numbers = words::numbers(&contact, lang);
    let tone = match (contact.calls, contact.texts) {
        _ if contact.is_blocked() => Tone::Error,
        (Stand::Neither, Stand::Neither) => Tone::Neutral,
        _ if contact.until.is_some() => Tone::Info,
        _ => Tone::Success,
    };
    let until = contact.until.and_then(|at| Timestamp::from_second(at).ok()).map(|at| {
        let when = until_words(at);
        view! { <span class="block text-xs text-base-content/70">{lang.pick("until ", "hasta ")} <time datetime=when.machine>{when.text}</time></span> }
    });
    let stand = words::stand(contact.calls, contact.texts, lang);
    let name = if contact.name.is_empty() { numbers.clone() } else { contact.name };
    view! {
        <li class="relative flex items-center gap-3 py-2.5">
            <Letter of=name.clone() />
            <div class="min-w-0 grow text-sm">
                <a href=href class="block font-medium wrap-anywhere after:absolute after:inset-0 hover:underline">
                    {name}
                </a>
                <span class="num block text-xs wrap-anywhere text-base-content/70">{numbers}</span>
                {until}
            </div>
            <Badge tone text=stand />
        </li>
    }
}
