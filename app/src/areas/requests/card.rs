//! Open requests as cards, each with its answers.

use domain::{FieldErrors, Fields, Lang, person::first_name};
use jiff::{Timestamp, ToSpan, civil::Weekday};
use leptos::prelude::*;
use services::requests::{Request, Wish};

use super::words::{asks, once};
use crate::{
    context,
    forms::{Field, FormState, TextArea},
    paths,
    time::Ago,
    ui::{Avatar, Button, ButtonSize, Card, Look},
};

/// Open requests, one below the other; nothing when there are none.
#[component]
pub(super) fn RequestCards(
    /// The oldest first.
    requests: Vec<Request>,
    /// What was typed into one of them, and what is wrong with it.
    #[prop(optional)]
    form: FormState,
    /// The page to come back to.
    #[prop(into)]
    back: String,
    /// Whose family each is of, for who sees several.
    #[prop(optional)]
    families: bool,
) -> impl IntoView {
    let cards = requests
        .into_iter()
        .map(|request| {
            let form = part_of(&form, &request.id.to_string());
            view! {
                <li>
                    <OneRequest request form back=back.clone() families />
                </li>
            }
        })
        .collect_view();
    view! { <ul class="space-y-4">{cards}</ul> }
}

/// What was typed belongs to one card: the one that was posted.
fn part_of(form: &FormState, id: &str) -> FormState {
    let mine = form.fields().get("request") == id;
    let named = |name: &str| format!("{name}.{id}");
    let (mut fields, mut errors) = (Fields::default(), FieldErrors::default());
    if mine {
        for name in ["reason", "until"] {
            fields.set(named(name), form.fields().get(name));
        }
        for (name, fault) in &form.errors().0 {
            errors.add(named(name), fault.clone());
        }
    }
    FormState::new(fields, errors)
}

#[component]
fn OneRequest(request: Request, form: FormState, back: String, families: bool) -> impl IntoView {
    let lang = context::lang();
    let id = request.id.to_string();
    let heading = format!("request-{id}");
    let named_by = heading.clone();
    let first = first_name(&request.who).to_owned();
    let (asks, note) = (asks(&request, lang), request.note.clone());
    let always = match request.wish {
        Wish::Time { .. } => lang.pick("Yes, for good", "Sí, sin límite"),
        _ => lang.pick("Yes, always", "Sí, siempre"),
    };
    let sunday = (!matches!(request.wish, Wish::Time { .. })).then(|| {
        let value = format!("until:{}", sunday_of(&request));
        view! { <Button name="answer" value=value size=ButtonSize::Small>{lang.pick("Until Sunday", "Hasta el domingo")}</Button> }
    });
    let stuck = form.errors().at(&format!("request.{id}")).map(|fault| fault.message_in(lang));
    // Opened where something in it is wrong or was typed.
    let open = ["reason", "until"].into_iter().any(|name| {
        let at = form.at(format!("{name}.{id}"));
        at.fault.is_some() || !at.value.is_empty()
    });
    let (reason, day) = (form.at(format!("reason.{id}")), form.at(format!("until.{id}")));
    let said =
        (!note.is_empty()).then(|| view! { <p class="text-sm wrap-anywhere text-base-content/70">"“"{note}"”"</p> });
    let family = (families && !request.family.is_empty()).then(|| {
        view! {
            <p class="text-sm">
                <a class="link" href=paths::account(&request.account_id)>{request.family.clone()}</a>
            </p>
        }
    });
    view! {
        <Card>
            <form method="post" action=paths::do_answer_request() class="space-y-3" aria-labelledby=named_by>
                <input type="hidden" name="request" value=id />
                <input type="hidden" name="back" value=back />
                // What the enter key presses in the field of the day: the first button of a form, whichever that is.
                <button name="answer" value="until" class="sr-only" tabindex="-1" aria-hidden="true"></button>
                <div class="flex items-start gap-3">
                    <Avatar name=request.who.clone() />
                    <div class="min-w-0 grow">
                        <h3 class="font-normal wrap-anywhere" id=heading>
                            <strong>{first}</strong> " " {asks}
                        </h3>
                        {said}
                        <p class="text-xs text-base-content/70"><Ago at=request.asked_at /></p>
                        {family}
                    </div>
                </div>
                {stuck.map(|words| view! { <p class="text-sm text-error" role="alert">{words}</p> })}
                <div class="flex flex-wrap gap-2">
                    <Button look=Look::Primary name="answer" value="always" size=ButtonSize::Small>{always}</Button>
                    {sunday}
                    <Button name="answer" value="once" size=ButtonSize::Small>{once(&request, lang)}</Button>
                    <Button look=Look::Ghost name="answer" value="no" size=ButtonSize::Small>{lang.pick("No", "No")}</Button>
                </div>
                <details open=open>
                    <summary class="cursor-pointer py-2 text-sm link">
                        {lang.pick("Add a reason, or choose a day", "Agregar un motivo o elegir un día")}
                    </summary>
                    <div class="space-y-3 pt-1">
                        <TextArea
                            at=reason
                            label=lang.pick("Your reason, which they read", "Tu motivo, que podrán leer")
                            maxlength=200
                            rows=2
                            optional=true
                        />
                        <div class="flex flex-wrap items-end gap-3">
                            <Field at=day kind="date" label=lang.pick("Yes, until the end of", "Sí, hasta el final del") optional=true />
                            <Button name="answer" value="until" size=ButtonSize::Small>
                                {lang.pick("Yes, until that day", "Sí, hasta ese día")}
                            </Button>
                        </div>
                    </div>
                </details>
            </form>
        </Card>
    }
}

/// The next Sunday where the member is; on a Sunday the one after.
fn sunday_of(request: &Request) -> jiff::civil::Date {
    let today = Timestamp::now().to_zoned(request.zone.clone()).date();
    today.nth_weekday(1, Weekday::Sunday).unwrap_or_else(|_| today.saturating_add(7.days()))
}

/// Open requests on a page that shows other things, too; nothing when there are none.
#[component]
pub fn WaitingRequests(
    /// The oldest first.
    requests: Vec<Request>,
) -> impl IntoView {
    let lang = context::lang();
    (!requests.is_empty()).then(|| {
        let title = waiting_words(requests.len(), lang);
        view! {
            <section class="mt-5" aria-labelledby="waiting-requests">
                <h2 id="waiting-requests" class="mb-3 font-semibold">
                    <a class="link" href=paths::requests()>{title}</a>
                </h2>
                <RequestCards requests back=paths::home() />
            </section>
        }
    })
}

fn waiting_words(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (1, Lang::En) => "One request is waiting for you".into(),
        (n, Lang::En) => format!("{n} requests are waiting for you"),
        (1, Lang::Es) => "Una solicitud te espera".into(),
        (n, Lang::Es) => format!("{n} solicitudes te esperan"),
    }
}
