//! What a line lives on, and how it gets onto a phone.

use leptos::prelude::*;
use services::accounts::Line;

use crate::ui::{Card, Fact, Facts, QrCode};

/// The eSIM's code with help, or the card's number.
#[component]
pub(super) fn SimCard(
    /// The line.
    line: Line,
) -> impl IntoView {
    let whose = line.whose();
    let number = line.iccid.map(|iccid| domain::iccid::grouped(&iccid));
    let kind = if line.lpa.is_some() { "eSIM" } else { "SIM card" };
    let code = line.lpa.map(|lpa| {
        view! {
            <p>
                "Open the camera of the phone this line is for and point it here. The code works once; keep it to yourself."
            </p>
            <div class="grid gap-5 sm:grid-cols-[auto_minmax(0,1fr)]">
                <QrCode lpa label=format!("Activation code of {whose}’s eSIM") />
                <Help />
            </div>
        }
    });
    let known = number.is_some();
    view! {
        <Card title=kind id="sim">
            {code}
            {number
                .map(|number| {
                    view! {
                        <Facts>
                            <Fact term="SIM number (ICCID)">{number}</Fact>
                        </Facts>
                    }
                })}
            {(!known).then(|| view! { <p class="text-base-content/70">"The number of the SIM was not read yet."</p> })}
        </Card>
    }
}

/// Step by step on both kinds of phone.
#[component]
fn Help() -> impl IntoView {
    let steps = |title: &'static str, steps: [&'static str; 3]| {
        view! {
            <details class="border-b border-base-300 py-1 last:border-0">
                <summary class="cursor-pointer py-2 font-medium">{title}</summary>
                <ol class="list-decimal space-y-1 pb-2 pl-5 text-base-content/75">
                    {steps.map(|step| view! { <li>{step}</li> })}
                </ol>
            </details>
        }
    };
    view! {
        <div class="min-w-0 text-sm">
            {steps(
                "On an iPhone",
                [
                    "Open Settings, then Cellular, then Add eSIM.",
                    "Choose “Use QR Code” and scan this code with the camera.",
                    "Wait for “Cellular Setup Complete”. It can take a few minutes.",
                ],
            )}
            {steps(
                "On an Android phone",
                [
                    "Open Settings, then Network and internet, then SIMs.",
                    "Choose “Add SIM”, then “Set up an eSIM”, and scan this code.",
                    "Switch the new SIM on when the phone asks.",
                ],
            )}
            {steps(
                "Reading this on that phone?",
                [
                    "Open the code below the picture and copy it.",
                    "Go to the same settings, and choose to enter the details by hand.",
                    "Paste the whole code, from LPA on.",
                ],
            )}
        </div>
    }
}
