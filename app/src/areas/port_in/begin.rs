//! The way into the wizard, and back to what was not finished.

use domain::wizard::Kind;
use leptos::prelude::*;
use services::wizard::DraftRow;

use crate::{
    context, paths,
    time::Ago,
    ui::{ConfirmDialog, Icon, LinkButton, Look, glyph},
};

/// Begins the wizard for an account.
#[component]
pub(crate) fn BringNumber(
    /// The account.
    #[prop(into)]
    account: String,
    /// How loud.
    #[prop(default = Look::Primary)]
    look: Look,
) -> impl IntoView {
    let lang = context::lang();
    let staff = context::maybe_actor().is_some_and(|actor| actor.role.is_staff());
    let words = if staff {
        lang.pick("Bring a number", "Traer un número")
    } else {
        lang.pick("Bring your number", "Trae tu número")
    };
    view! {
        <form method="post" action="/do/start-draft">
            <input type="hidden" name="kind" value=Kind::PortIn.as_str() />
            <input type="hidden" name="account_id" value=account />
            <button class=if look == Look::Primary { "btn btn-primary" } else { "btn border-base-content/20 bg-base-100" }>
                <Icon glyph=glyph::SWAP class="size-4" />
                {words}
            </button>
        </form>
    }
}

/// Wizards of the own family that were begun and not finished.
#[component]
pub(crate) fn Unfinished(
    /// The drafts.
    drafts: Vec<DraftRow>,
) -> impl IntoView {
    let lang = context::lang();
    let rows = drafts.iter().cloned().map(|draft| view! { <Row draft /> }).collect_view();
    (!drafts.is_empty()).then(|| {
        view! {
            <section class="mt-5" aria-labelledby="unfinished-title">
                <h2 id="unfinished-title" class="mb-3 font-semibold">
                    {lang.pick("Not finished yet", "Sin terminar")}
                </h2>
                <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100">{rows}</ul>
            </section>
        }
    })
}

#[component]
fn Row(
    /// The draft.
    draft: DraftRow,
) -> impl IntoView {
    let (lang, id) = (context::lang(), draft.id.to_string());
    let href = paths::draft_step(&id, draft.reached.as_str());
    let name = match domain::E164::parse(&draft.number) {
        Ok(number) => number.national(),
        Err(_) => lang.pick("No number yet", "Aún sin número").to_owned(),
    };
    let throw = lang.pick("Throw away", "Descartar");
    view! {
        <li class="flex flex-wrap items-center gap-3 p-4">
            <div class="min-w-0 grow">
                <p class="num font-medium">{name.clone()}</p>
                <p class="text-sm text-base-content/70">
                    {format!("{} · {} · ", draft.kind.label_in(lang), draft.reached.label_in(lang))} <Ago at=draft.saved_at />
                </p>
            </div>
            <ConfirmDialog
                id=format!("discard-{id}")
                opener=throw
                opener_label=format!("{throw}: {name}")
                title=lang.pick("Throw this away?", "¿Descartar esto?")
                action="/do/discard-draft"
                verb=throw
            >
                <p>
                    {lang
                        .pick(
                            "What was typed is lost. Nothing was sent or bought.",
                            "Se pierde lo que escribiste. No se envió ni se compró nada.",
                        )}
                </p>
                <input type="hidden" name="draft" value=id.clone() />
            </ConfirmDialog>
            <LinkButton href look=Look::Primary label=format!("{}: {name}", lang.pick("Go on", "Seguir"))>
                {lang.pick("Go on", "Seguir")}
            </LinkButton>
        </li>
    }
}
