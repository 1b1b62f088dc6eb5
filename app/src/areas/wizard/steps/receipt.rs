//! What will be made, and what it costs.

use domain::{
    Money,
    wizard::{Kind, Offer, Receipt, Step, parse_order, parse_plan_change, parse_port_order},
};
use leptos::prelude::*;
use services::wizard::Draft;
use uuid::Uuid;

use crate::{
    paths,
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
    match receipt {
        Ok(receipt) => view! { <Items receipt/> }.into_any(),
        Err(step) => view! {
            <Alert tone=Tone::Warning title="One step isn’t finished">
                <p class="mb-3">{format!("“{}” needs a look before anything can be made.", step.label())}</p>
                <LinkButton href=paths::draft_step(&draft.to_string(), step.as_str()) look=Look::Quiet>
                    {format!("Go to {}", step.label())}
                </LinkButton>
            </Alert>
        }
        .into_any(),
    }
}

#[component]
fn Items(
    /// The receipt.
    receipt: Receipt,
) -> impl IntoView {
    let price = |(amount, monthly): (Money, bool)| amount.charged(monthly);
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
        view! { <p class="flex justify-between"><span>"Once"</span><span class="num font-medium">{receipt.once.to_string()}</span></p> }
    });
    let total = (receipt.once + receipt.monthly).as_cents();
    view! {
        <input type="hidden" name="total" value=total/>
        <Card title="What will be made" class="receipt">
            <ul class="divide-y divide-base-300">{rows}</ul>
            <div class="mt-2 space-y-1 border-t border-base-300 pt-4">
                {once}
                <p class="flex justify-between text-lg">
                    <span>"Each month"</span><span class="num font-semibold">{receipt.monthly.to_string()}</span>
                </p>
            </div>
        </Card>
    }
}
