//! Beside what happened: who has the ball, how long it takes, calls and texts, what else came along.

use domain::{
    Lang,
    porting::{Ball, NumberKind, PortState},
};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use services::port_ins::{Estimate, PortIn};

use super::{
    islands::LiveTransfer,
    words::{StateBadge, ball_words, range},
};
use crate::{
    context, paths,
    time::{self, Time},
    ui::Card,
};

/// Who must move, and when we look again.
#[component]
pub(super) fn BallCard(
    /// The order.
    port: PortIn,
    /// Staff read.
    staff: bool,
    /// What changes with the page.
    stamp: String,
) -> impl IntoView {
    let (lang, operator) = (context::lang(), context::state().brand.operator.clone());
    let now = if port.busy && port.state.is_open() { Ball::Us } else { port.state.ball() };
    let rows = [Ball::You, Ball::OldCarrier, Ball::Us]
        .into_iter()
        .map(|ball| {
            let words = ball_words(ball, &port.carrier, &operator, staff, lang);
            let (row, dot) = match (ball == now, ball) {
                (true, Ball::You) => ("flex items-center gap-2 font-medium", "status status-warning"),
                (true, _) => ("flex items-center gap-2 font-medium", "status status-info"),
                (false, _) => ("flex items-center gap-2 text-base-content/70", "status"),
            };
            view! {
                <li class=row aria-current=(ball == now).then_some("true")>
                    <span class=dot aria-hidden="true"></span>
                    {words}
                </li>
            }
        })
        .collect_view();
    let over = port.state.is_over();
    let next = looks(&port);
    view! {
        <Card title=lang.pick("Who has the ball", "A quién le toca") id="ball">
            {over.then(|| view! { <p class="text-sm">{lang.pick("Nobody: it is over.", "A nadie: ya terminó.")}</p> })}
            {(!over).then(|| view! { <ul class="space-y-1.5 text-sm">{rows}</ul> })}
            {(!over).then(|| view! { <LiveTransfer id=port.id.to_string() stamp looks=next /> })}
        </Card>
    }
}

/// `Looked 4:05 PM, again about 4:07 PM.`
pub(crate) fn looks(port: &PortIn) -> String {
    let lang = context::lang();
    let read = port.read_at.map(|at| {
        let at = time::near(at).text;
        lang.pick_string(|| format!("Looked {at}."), || format!("Revisado: {at}."))
    });
    let next = port.next_poll_at.filter(|at| *at > Timestamp::now() && port.ended_at.is_none()).map(|at| {
        let at = time::near(at).text;
        lang.pick_string(|| format!("Next look about {at}."), || format!("Próxima revisión: {at}."))
    });
    [read, next].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// From our own finished ones, or what is usual.
#[component]
pub(super) fn HowLong(
    /// The order.
    port: PortIn,
    /// Of ones like it.
    estimate: Option<Estimate>,
) -> impl IntoView {
    let lang = context::lang();
    let waited = port.sent_at.map(|at| Timestamp::now().duration_since(at));
    let waiting = port.voice_live_at.is_none() && port.state.is_open();
    let words = match estimate {
        Some(e) => {
            let (span, n, kind) = (range(e.low, e.high, lang), e.count, kind_words(port.kind, lang));
            let (whose, de) = if e.own {
                (format!("{} ", port.carrier), format!(" de {}", port.carrier))
            } else {
                Default::default()
            };
            lang.pick_string(
                || {
                    format!(
                        "Usually {span} from sending, from {n} transfers of {whose}{kind} numbers in the last year."
                    )
                },
                || {
                    format!(
                        "Casi siempre {span} desde el envío, según {n} traslados de números {kind}{de} del último año."
                    )
                },
            )
        }
        None => lang
            .pick(
                "Usually 1 to 5 business days. We have too few finished transfers like this one to say more.",
                "Casi siempre de 1 a 5 días hábiles. Tenemos muy pocos traslados terminados como este para decir más.",
            )
            .to_owned(),
    };
    let slower = waiting
        && estimate.is_some_and(|e| waited.is_some_and(|waited| waited > e.slow && e.slow > SignedDuration::ZERO));
    let date = port.wanted_date.filter(|_| waiting).map(|day| {
        let day = time::date_words(day, lang);
        view! { <p class="text-sm">{lang.pick("Wanted for ", "Pedido para el ")} {day} "."</p> }
    });
    view! {
        <Card title=lang.pick("How long it takes", "Cuánto tarda") id="how-long">
            <p class="num text-sm text-base-content/75">{words}</p>
            {slower
                .then(|| {
                    view! {
                        <p class="text-sm font-medium">
                            {lang.pick("This one is slower than 9 of 10.", "Este va más lento que 9 de cada 10.")}
                        </p>
                    }
                })}
            {date}
        </Card>
    }
}

fn kind_words(kind: NumberKind, lang: Lang) -> &'static str {
    match kind {
        NumberKind::Mobile => lang.pick("mobile", "móviles"),
        NumberKind::Prepaid => lang.pick("prepaid", "de prepago"),
        NumberKind::Landline => lang.pick("landline", "fijos"),
    }
}

/// Voice and texting, apart: one may work long before the other.
#[component]
pub(super) fn CallsAndTexts(
    /// The order.
    port: PortIn,
) -> impl IntoView {
    let lang = context::lang();
    let over = port.state == PortState::Cancelled;
    let row = move |term: &'static str, live: Option<Timestamp>| {
        let value = match live {
            Some(at) => view! { {lang.pick("here since ", "aquí desde ")} <Time at /> }.into_any(),
            None if over => lang.pick("stay there", "se quedan ahí").into_any(),
            None => lang.pick("still there", "todavía ahí").into_any(),
        };
        view! {
            <div class="flex justify-between gap-3">
                <dt>{term}</dt>
                <dd class="text-right text-base-content/70">{value}</dd>
            </div>
        }
    };
    view! {
        <Card title=lang.pick("Calls and texts", "Llamadas y mensajes") id="calls">
            <dl class="space-y-1 text-sm">
                {row(lang.pick("Calls", "Llamadas"), port.voice_live_at)}
                {row(lang.pick("Texts", "Mensajes"), port.texting_live_at)}
            </dl>
        </Card>
    }
}

/// What was asked for in the same go.
#[component]
pub(super) fn Siblings(
    /// The order.
    port: PortIn,
) -> impl IntoView {
    let lang = context::lang();
    let any = !port.siblings.is_empty();
    let rows = port
        .siblings
        .into_iter()
        .map(|(id, number, state)| {
            view! {
                <li class="flex flex-wrap items-center justify-between gap-2">
                    <a class="num link py-1" href=paths::transfer(&id.to_string())>
                        {domain::phone::national(&number)}
                    </a>
                    <StateBadge state carrier=port.carrier.clone() />
                </li>
            }
        })
        .collect_view();
    any.then(|| {
        view! {
            <Card title=lang.pick("Asked for together", "Pedidos juntos") id="together">
                <ul class="space-y-1 text-sm">{rows}</ul>
            </Card>
        }
    })
}
