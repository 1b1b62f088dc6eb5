//! `/separations/{id}`: one request, what is known of its numbers, and what to do.

use domain::{Action, Lang, phone};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::separations::{self, Found, Happened, Separation, State, Way};
use uuid::Uuid;

use super::words;
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{Choice, FormState, Select, TextArea},
    frame::{FlashToast, StaffPlace, staff_page},
    paths,
    time::Time,
    ui::{Alert, Badge, Button, Card, Fact, Facts, Look, PageHeader, StatusBadge, Tone, glyph},
};

/// The page.
#[component]
pub fn RequestPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    staff_page(StaffPlace::Separations, async move {
        let actor = context::actor()?;
        actor.may(Action::HandleSeparations)?;
        let id = params.get("id").and_then(|raw| Uuid::parse_str(&raw).ok());
        let id = id.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let mut tx = context::state().db.begin(&actor).await?;
        let separation = separations::request(&mut tx, &actor, id).await?;
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let request = &separation.request;
        let (tone, state, _) = words::state(request.state);
        let zone = context::state().default_time_zone;
        let (urgency, clock) = words::clock(request.asked_at, request.closed_at, Timestamp::now(), &zone);
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=request.name.clone()
                back=(paths::separations(), "Separations".to_owned())
                below=move || {
                    view! {
                        <p class="mt-1 flex flex-wrap gap-1.5">
                            <Badge tone text=state /> <StatusBadge tone=urgency text=clock.clone() glyph=glyph::CLOCK />
                        </p>
                    }
                }
            />
            <div class="mt-5 grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
                <div class="min-w-0 space-y-4">
                    <Alert tone=Tone::Warning title="Nobody on the account may learn of this">
                        <p>
                            "What you change on the account shows in the family’s activity. Write nothing of this request into notes \
                             there, and reach the person only as said below."
                        </p>
                    </Alert>
                    <Told separation=separation.clone() /> <Numbers found=separation.found.clone() />
                    <History happened=separation.happened.clone() />
                </div>
                <div class="min-w-0 space-y-4">
                    <TurnCard separation=separation.clone() form=form.clone() /> <NoteCard id form />
                </div>
            </div>
        })
    })
}

/// What who asked said.
#[component]
fn Told(separation: Separation) -> impl IntoView {
    let Separation { request, language, way, reach, holder, reason, note, attested, .. } = separation;
    let reach = match way {
        Way::Email => reach,
        Way::Phone => phone::national(&reach),
        Way::None => "Do not contact: they call or come back with their code".to_owned(),
    };
    let language = Lang::parse(&language).unwrap_or_default().label();
    view! {
        <Card title="What was asked" id="asked">
            <Facts>
                <Fact term="Reach them at">{reach}</Fact>
                <Fact term="Language">{language}</Fact>
                <Fact term="Asked"><Time at=request.asked_at /></Fact>
                <Fact term="Account holder">{if holder.is_empty() { "Not said".to_owned() } else { holder }}</Fact>
                <Fact term="What happened">{words::reason(&reason, Lang::En)}</Fact>
                <Fact term="Declared that it is because of abuse">{if attested { "Yes" } else { "Not yet" }}</Fact>
            </Facts>
            {(!note.is_empty()).then(|| view! { <p class="text-sm wrap-anywhere">{note}</p> })}
        </Card>
    }
}

/// Which numbers are ours, and whose.
#[component]
fn Numbers(found: Vec<Found>) -> impl IntoView {
    let rows = found
        .into_iter()
        .map(|Found { number, account, person }| {
            let place = match account {
                Some((id, name)) => view! {
                    <a class="link" href=paths::account(&id)>{name}</a>
                    {person.map(|person| format!(" · {person}"))}
                }
                .into_any(),
                None => view! { <span class="text-base-content/70">"Not one of ours"</span> }.into_any(),
            };
            view! {
                <li class="flex flex-wrap justify-between gap-3 px-5 py-3 text-sm">
                    <span class="num font-medium">{phone::national(&number)}</span>
                    <span>{place}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title="Numbers" id="numbers" flush=true>
            <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
        </Card>
    }
}

#[component]
fn TurnCard(separation: Separation, form: FormState) -> impl IntoView {
    let Separation { request, told, version, .. } = separation;
    let choices = State::ALL.into_iter().filter(|state| *state != State::New);
    let choices = choices.map(|state| Choice::new(state.as_str(), words::state(state).2)).collect();
    let current = if request.state == State::New { State::Working } else { request.state };
    view! {
        <Card title="What next" id="turn">
            <form method="post" action=paths::do_turn_separation() class="flex flex-col gap-4" novalidate=true>
                <input type="hidden" name="id" value=request.id.to_string() />
                <input type="hidden" name="version" value=version />
                <Select at=form.at_or("state", current.as_str()) label="State" choices />
                <TextArea
                    at=form.at_or("told", &told)
                    label="What the receipt says"
                    hint="Needed when you wait for something or refuse. No names, no numbers."
                    maxlength=2000
                    optional=true
                />
                <Button look=Look::Primary wide=true>"Save"</Button>
            </form>
        </Card>
    }
}

#[component]
fn NoteCard(id: Uuid, form: FormState) -> impl IntoView {
    view! {
        <Card title="Note for colleagues" id="note">
            <form method="post" action=paths::do_note_separation() class="flex flex-col gap-4" novalidate=true>
                <input type="hidden" name="id" value=id.to_string() />
                <TextArea at=form.at("text") label="Note" maxlength=2000 />
                <Button>"Keep note"</Button>
            </form>
        </Card>
    }
}

#[component]
fn History(happened: Vec<Happened>) -> impl IntoView {
    let any = !happened.is_empty();
    let rows = happened
        .into_iter()
        .map(|Happened { at, by, state, text }| {
            let what = state.map_or("Note", |state| words::state(state).1);
            view! {
                <li class="px-5 py-3 text-sm">
                    <p class="font-medium">{what}</p>
                    {(!text.is_empty()).then(|| view! { <p class="wrap-anywhere">{text}</p> })}
                    <p class="text-xs text-base-content/70">{by} " · " <Time at /></p>
                </li>
            }
        })
        .collect_view();
    any.then(|| {
        view! {
            <Card title="What was done" id="history" flush=true>
                <ol class="divide-y divide-base-300 border-t border-base-300">{rows}</ol>
            </Card>
        }
    })
}
