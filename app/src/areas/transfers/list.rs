//! A family's own transfers, as cards.

use domain::{Lang, person::first_name};
use leptos::prelude::*;
use services::port_ins::PortRow;

use super::words::{StateBadge, ball_words, carrier_name};
use crate::{context, paths, time::Ago};

/// Each with its state and whose turn it is; those over stand quiet.
#[component]
pub(crate) fn TransferCards(
    /// The transfers.
    rows: Vec<PortRow>,
    /// Staff read.
    #[prop(optional)]
    staff: bool,
) -> impl IntoView {
    let cards = rows.into_iter().map(|row| view! { <TransferCard row staff /> }).collect_view();
    view! { <ul class="grid gap-4 md:grid-cols-2 [&:empty]:hidden">{cards}</ul> }
}

#[component]
fn TransferCard(row: PortRow, staff: bool) -> impl IntoView {
    let lang = context::lang();
    let operator = context::state().brand.operator.clone();
    let turn = match row.state.ball() {
        domain::porting::Ball::Nobody => String::new(),
        domain::porting::Ball::You if !staff => lang.pick("Your turn", "Te toca a ti").to_owned(),
        ball => {
            let who = ball_words(ball, &row.carrier, &operator, staff, lang);
            lang.pick_string(|| format!("{who} has the ball"), || format!("Le toca a {who}"))
        }
    };
    let since = row.ended_at.unwrap_or(row.state_since);
    let yours = row.state.ball() == domain::porting::Ball::You;
    let border = if yours { "border-2 border-warning" } else { "border border-base-300" };
    view! {
        <li class=format!("relative rounded-box bg-base-100 p-5 hover:bg-base-200/60 {border}")>
            <div class="flex flex-wrap items-start justify-between gap-2">
                <a
                    class="num text-base font-semibold after:absolute after:inset-0 hover:underline"
                    href=paths::transfer(&row.id.to_string())
                >
                    {domain::phone::national(&row.number)}
                </a>
                <StateBadge state=row.state reasons=row.reasons.len() carrier=row.carrier.clone() />
            </div>
            <p class="mt-1 text-sm text-base-content/75">{whose(&row, lang)}</p>
            <p class="mt-2 text-xs text-base-content/70">
                {(!turn.is_empty()).then(|| view! { <span class=if yours { "font-medium text-base-content" } else { "" }>{turn}</span> " · " })}
                <Ago at=since />
            </p>
        </li>
    }
}

/// `Dana’s number, from Verizon`
fn whose(row: &PortRow, lang: Lang) -> String {
    let (first, carrier) = (first_name(&row.person).to_owned(), carrier_name(&row.carrier, lang));
    lang.pick_string(|| format!("{first}’s number, from {carrier}"), || format!("El número de {first}, de {carrier}"))
}
