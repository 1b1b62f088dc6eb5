//! What stands first on a number's page: whose turn it is, and what they do about it.

use domain::{
    Lang,
    porting::{CarrierHint, Fix, PortState, Refusal},
};
use leptos::prelude::*;
use services::port_ins::PortIn;

use super::{
    correction::{CorrectionForm, faulty},
    islands::CopyText,
    self_test::SelfTest,
    words::{capitalised, carrier_name},
};
use crate::{
    context,
    forms::FormState,
    paths,
    ui::{Alert, Button, ConfirmDialog, Glyph, Icon, Look, Tone, glyph},
};

/// Everything the card is made of.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// The order.
    pub(super) port: PortIn,
    /// What its carrier objects to.
    pub(super) refusals: Vec<Refusal>,
    /// What its carrier wants to know.
    pub(super) hint: CarrierHint,
    /// What was typed and refused.
    pub(super) form: FormState,
    /// Staff read.
    pub(super) staff: bool,
    /// What Telegent's support asks for; empty for families and where there is nothing to ask.
    pub(super) bundle: String,
}

/// The card that stands first.
#[component]
pub(super) fn TurnCard(
    /// What it is made of.
    turn: Turn,
) -> impl IntoView {
    let lang = context::lang();
    let port = turn.port.clone();
    if port.busy && port.state.ball() != domain::porting::Ball::Nobody && port.state != PortState::OutcomeUnknown {
        return view! { <Busy state=port.state /> }.into_any();
    }
    let fixes = |fix: Fix| turn.refusals.iter().any(|refusal| refusal.fix == fix);
    match port.state {
        PortState::NeedsInfo | PortState::ActionNeeded => {
            let parts = faulty(&port, &turn.refusals, !fixes(Fix::Resend));
            let form = view! {
                <CorrectionForm port=port.clone() parts elsewhere=fixes(Fix::Resend) hint=turn.hint.clone() form=turn.form.clone() />
            };
            let title = your_turn(&turn, lang);
            view! {
                <Frame tone=Tone::Warning sign=glyph::ALERT title>
                    <Reasons turn=turn.clone() />
                    {form.into_any()}
                </Frame>
            }
            .into_any()
        }
        PortState::Blocked => {
            let title = your_turn(&turn, lang);
            view! {
                <Frame tone=Tone::Error sign=glyph::ALERT title>
                    <Reasons turn=turn.clone() />
                    <Restart id=port.id.to_string() open=true />
                </Frame>
            }
            .into_any()
        }
        PortState::NeedsProvider => view! { <Provider turn /> }.into_any(),
        PortState::OutcomeUnknown => {
            let title = lang.pick("We are finding out whether it arrived", "Estamos averiguando si llegó");
            let words = lang.pick(
                "The order was sent and the answer was lost on the way. Nothing is sent again before we know: we read the orders of this number until it shows. You need not do anything.",
                "El pedido se envió y la respuesta se perdió en el camino. No se envía nada de nuevo antes de saberlo: leemos los pedidos de este número hasta que aparezca. No tienes que hacer nada.",
            );
            view! {
                <Frame tone=Tone::Warning sign=glyph::QUESTION title>
                    <p class="mt-1 text-sm text-base-content/75">{words}</p>
                </Frame>
            }
            .into_any()
        }
        PortState::TextingLive => view! { <SelfTest port=port.clone() form=turn.form.clone() /> }.into_any(),
        PortState::Completed => {
            let carrier = carrier_name(&port.carrier, lang);
            let title = lang.pick_string(
                || format!("You may now cancel your old plan at {carrier}"),
                || format!("Ya puedes cancelar tu plan anterior en {carrier}"),
            );
            let words = lang.pick(
                "The number is here: calls, texts and data run over your new plan. Check your last bill for devices that are not paid off.",
                "El número ya está aquí: llamadas, mensajes y datos usan tu plan nuevo. Revisa en tu última factura si queda un equipo por pagar.",
            );
            view! { <Alert tone=Tone::Success title class="mt-5">{words}</Alert> }.into_any()
        }
        PortState::Cancelled => {
            let title = lang.pick("This order was cancelled", "Este pedido se canceló");
            view! {
                <Frame tone=Tone::Neutral sign=glyph::CLOSE title>
                    <p class="mt-1 text-sm text-base-content/75">{port.state.help(lang)}</p>
                    <Restart id=port.id.to_string() open=false />
                </Frame>
            }
            .into_any()
        }
        state if !turn.refusals.is_empty() => view! {
            // The carrier said something, and the order goes on all the same.
            <Frame tone=Tone::Info sign=glyph::CLOCK title=lang.pick("Please don’t change anything now", "No cambies nada por ahora").to_owned()>
                <p class="mt-1 text-sm text-base-content/75">{state.help(lang)}</p>
                <Reasons turn />
            </Frame>
        }
        .into_any(),
        state => view! { <Alert tone=Tone::Info title=state.label(lang) class="mt-5">{state.help(lang)}</Alert> }.into_any(),
    }
}

/// `It’s your turn: the account number didn’t match`.
fn your_turn(turn: &Turn, lang: Lang) -> String {
    let whose = if turn.staff {
        lang.pick("It’s the family’s turn; you can do it for them", "Le toca a la familia; puedes hacerlo por ella")
    } else {
        lang.pick("It’s your turn", "Te toca a ti")
    };
    let what =
        match (turn.port.state, turn.refusals.as_slice()) {
            (_, [one]) => {
                let (carrier, title) = (turn.port.carrier.trim(), one.title.about(&turn.port.carrier, lang));
                // A name keeps its capital in the middle of a sentence, too.
                let named = !carrier.is_empty() && title.starts_with(carrier);
                let mut chars = title.chars();
                let first =
                    chars.next().map(|first| if named { first.to_string() } else { first.to_lowercase().collect() });
                first.map(|first| first + chars.as_str())
            }
            (PortState::NeedsInfo, _) => Some(
                lang.pick("something in the order must be put right", "hay que corregir algo en el pedido").to_owned(),
            ),
            (_, []) => None,
            (_, many) => Some(lang.pick_string(
                || format!("{} things to fix", many.len()),
                || format!("{} cosas por corregir", many.len()),
            )),
        };
    what.map_or_else(|| whose.to_owned(), |what| format!("{whose}: {what}"))
}

/// What the carrier objects to, each with its advice, and its own words one click away.
#[component]
fn Reasons(turn: Turn) -> impl IntoView {
    let lang = context::lang();
    let many = turn.refusals.len() > 1;
    let carrier = turn.port.carrier.clone();
    let rows = turn
        .refusals
        .iter()
        .map(|refusal| {
            let title = many.then(|| view! { <p class="text-sm font-medium">{refusal.title.about(&carrier, lang)}</p> });
            view! {
                <li>
                    {title}
                    <p class="text-sm whitespace-pre-line text-base-content/75">{refusal.advice.about(&carrier, lang)}</p>
                </li>
            }
        })
        .collect_view();
    let raw = turn.port.raw_message.clone().filter(|raw| !raw.trim().is_empty());
    // Where nobody knows what it means, its words are all there is.
    let unknown = turn.refusals.iter().any(|refusal| refusal.key == "unknown");
    let raw = raw.map(|raw| {
        view! {
            <details class="mt-1 text-xs text-base-content/70" open=unknown>
                <summary class="cursor-pointer py-1">{lang.pick("In their own words", "En sus propias palabras")}</summary>
                <code class="font-mono break-all">{raw}</code>
            </details>
        }
    });
    view! {
        <ul class="mt-1 space-y-2">{rows}</ul>
        {raw}
    }
}

/// Cancels for good and begins anew with what was typed. Where it is over already it only begins anew.
#[component]
fn Restart(id: String, open: bool) -> impl IntoView {
    let lang = context::lang();
    if !open {
        return view! {
            <form method="post" action="/do/restart-transfer" class="mt-4">
                <input type="hidden" name="id" value=id />
                <Button look=Look::Primary>{lang.pick("Start again with what you typed", "Empezar de nuevo con tus datos")}</Button>
            </form>
        }
        .into_any();
    }
    let verb = lang.pick("Cancel and start again with what you typed", "Cancelar y empezar de nuevo con tus datos");
    view! {
        <div class="mt-4 flex justify-end">
            <ConfirmDialog
                id="restart"
                opener=verb
                opener_look=Look::Primary
                title=lang.pick("Cancel this order and start again?", "¿Cancelar este pedido y empezar de nuevo?")
                action="/do/restart-transfer"
                verb=lang.pick("Cancel and start again", "Cancelar y empezar de nuevo")
            >
                <input type="hidden" name="id" value=id />
                <p>
                    {lang
                        .pick(
                            "This order ends for good. The number stays with your old carrier, and a new order begins with everything you typed; only account number and PIN may have to be entered again.",
                            "Este pedido termina para siempre. El número se queda con tu operador anterior y empieza un pedido nuevo con todo lo que escribiste; quizá solo haya que escribir otra vez el número de cuenta y el PIN.",
                        )}
                </p>
            </ConfirmDialog>
        </div>
    }
    .into_any()
}

/// Being sent, corrected, cancelled or switched on right now.
#[component]
fn Busy(state: PortState) -> impl IntoView {
    let lang = context::lang();
    let title = match state {
        PortState::Activating | PortState::VoiceLive => lang.pick("Being switched on here", "Activándose aquí"),
        PortState::Cancelling => lang.pick("Being cancelled", "Cancelándose"),
        _ => lang.pick("Being sent", "Enviándose"),
    };
    let words = lang.pick(
        "It is saved and goes on by itself. You can close this page; nothing is sent twice.",
        "Está guardado y sigue solo. Puedes cerrar esta página; nada se envía dos veces.",
    );
    view! { <Alert tone=Tone::Info title class="mt-5">{words}</Alert> }
}

/// Stuck where only Telegent's staff can reach it.
#[component]
fn Provider(turn: Turn) -> impl IntoView {
    let lang = context::lang();
    if !turn.staff {
        let title = lang.pick("We are on it", "Ya nos ocupamos");
        let words = turn.port.state.help(lang);
        return view! {
            <Frame tone=Tone::Warning sign=glyph::CLOCK title>
                <p class="mt-1 text-sm text-base-content/75">{words}</p>
            </Frame>
        }
        .into_any();
    }
    let title = lang.pick("Telegent’s support must clear this", "El soporte de Telegent debe liberarlo");
    let words = lang.pick(
        "Neither update nor cancel finds the order. Send them this; it is all they ask for.",
        "Ni actualizar ni cancelar encuentra el pedido. Envíales esto; es todo lo que piden.",
    );
    view! {
        <Frame tone=Tone::Warning sign=glyph::QUESTION title>
            <p class="mt-1 text-sm text-base-content/75">{words}</p>
            <Reasons turn=turn.clone() />
            <Bundle text=turn.bundle />
        </Frame>
    }
    .into_any()
}

/// What Telegent's support asks for, of an order that nothing moves.
#[component]
pub(super) fn ForSupport(
    /// The text; empty where there is nothing to ask.
    bundle: String,
) -> impl IntoView {
    let lang = context::lang();
    (!bundle.is_empty()).then(|| {
        view! {
            <details class="mt-4 text-sm">
                <summary class="cursor-pointer py-1">
                    {lang.pick("What Telegent’s support asks for", "Lo que pide el soporte de Telegent")}
                </summary>
                <Bundle text=bundle />
            </details>
        }
    })
}

/// Text to be copied; one click selects it whole.
#[component]
fn Bundle(text: String) -> impl IntoView {
    let lang = context::lang();
    view! {
        <pre
            id="bundle"
            tabindex="0"
            role="region"
            aria-label=lang.pick("What support asks for", "Lo que pide el soporte")
            class="mt-3 max-h-80 overflow-auto rounded-field bg-base-200 p-3 font-mono text-xs whitespace-pre-wrap select-all"
        >
            {text}
        </pre>
        <CopyText target="bundle".to_owned() />
    }
}

/// A card that stands out, with its sign.
#[component]
fn Frame(
    /// What its colour means.
    tone: Tone,
    /// Its sign.
    sign: Glyph,
    /// One line.
    #[prop(into)]
    title: String,
    /// The rest.
    children: Children,
) -> impl IntoView {
    let border = match tone {
        Tone::Warning => "border-2 border-warning",
        Tone::Error => "border-2 border-error",
        _ => "border border-base-300",
    };
    view! {
        <section class=format!("mt-5 rounded-box bg-base-100 p-5 {border}") aria-labelledby="turn-title">
            <div class="flex items-start gap-3">
                <span class=format!("grid size-9 shrink-0 place-items-center rounded-lg {}", tone.tint())>
                    <Icon glyph=sign />
                </span>
                <div class="min-w-0 grow">
                    <h2 id="turn-title" class="font-semibold">{capitalised(&title)}</h2>
                    {children()}
                </div>
            </div>
        </section>
    }
}

/// The way back to the list.
pub(super) fn back(lang: Lang) -> (String, String) {
    (paths::transfers(), lang.pick("Transfers", "Traslados").to_owned())
}
