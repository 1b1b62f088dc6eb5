//! What will be made, and what it costs.

use domain::{
    Lang, Money,
    wizard::{Kind, Offer, Receipt, Step, parse_order, parse_plan_change, parse_port_order},
};
use leptos::prelude::*;
use services::wizard::Draft;
use uuid::Uuid;

use crate::{
    context, paths,
    ui::{Alert, Card, LinkButton, Look, Tone},
};

/// The receipt of a draft, or the step that is not finished after all.
pub(in crate::areas::wizard) fn receipt_of(draft: &Draft, offer: &Offer) -> Result<Receipt, Step> {
    let receipt = match draft.kind {
        Kind::NewFamily | Kind::AddLine => parse_order(draft.kind, &draft.fields, offer).map(|order| order.receipt()),
        Kind::PortIn => parse_port_order(&draft.fields, offer).map(|order| order.receipt(offer.porting.lang)),
        Kind::ChangePlan => parse_plan_change(&draft.fields, offer).map(|change| {
            change
                .receipt(draft.fields.get("change.person"), &domain::phone::national(draft.fields.get("change.number")))
        }),
    };
    receipt.map_err(|(step, _)| step)
}

/// The receipt, or the way to the step that is not finished.
#[component]
pub fn ReceiptFields(
    /// The draft's id.
    draft: Uuid,
    /// What [`receipt_of`] said.
    receipt: Result<Receipt, Step>,
) -> impl IntoView {
    let lang = context::lang();
    match receipt {
        Ok(receipt) => view! { <Items receipt/> }.into_any(),
        Err(step) => {
            let name = step.label_in(lang);
            let (why, there) = match lang {
                Lang::En => (format!("“{name}” needs a look before anything can be made."), format!("Go to {name}")),
                Lang::Es => (format!("Hay que revisar “{name}” antes de seguir."), format!("Ir a {name}")),
            };
            view! {
                <Alert tone=Tone::Warning title=lang.pick("One step isn’t finished", "Falta terminar un paso")>
                    <p class="mb-3">{why}</p>
                    <LinkButton href=paths::draft_step(&draft.to_string(), step.as_str()) look=Look::Quiet>
                        {there}
                    </LinkButton>
                </Alert>
            }
            .into_any()
        }
    }
}

#[component]
fn Items(
    /// The receipt.
    receipt: Receipt,
) -> impl IntoView {
    let lang = context::lang();
    let price = |(amount, monthly): (Money, bool)| amount.charged_in(monthly, lang);
    let rows = receipt
        .items
        .into_iter()
        .map(|item| {
            view! {
                <li class="flex items-start justify-between gap-4 py-3">
                    <span class="min-w-0">
                        <span class="block">{item.title}</span>
                        <span class="block text-sm text-base-content/70">{item.detail}</span>
                    </span>
                    <span class="num shrink-0 text-sm">{item.price.map(price)}</span>
                </li>
            }
        })
        .collect_view();
    let once = (receipt.once != Money::default()).then(|| {
        view! { <p class="flex justify-between"><span>{lang.pick("Once", "Una vez")}</span><span class="num font-medium">{receipt.once.to_string()}</span></p> }
    });
    let total = (receipt.once + receipt.monthly).as_cents();
    view! {
        <input type="hidden" name="total" value=total/>
        <Card title=lang.pick("What will be made", "Qué se hará") class="receipt">
            <ul class="divide-y divide-base-300">{rows}</ul>
            <div class="mt-2 space-y-1 border-t border-base-300 pt-4">
                {once}
                <p class="flex justify-between text-lg">
                    <span>{lang.pick("Each month", "Cada mes")}</span><span class="num font-semibold">{receipt.monthly.to_string()}</span>
                </p>
            </div>
        </Card>
    }
}
