//! QR codes, drawn here: an activation code never goes to a third party.

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

use crate::language::lang;

/// The activation code of an eSIM as a picture, and as text behind a disclosure for those who type it. Black on
/// white in both themes, because cameras want it so.
#[component]
pub fn QrCode(
    /// What it holds: `LPA:1$host$code`.
    #[prop(into)]
    lpa: String,
    /// Said to screen readers: `Activation code of Maya’s eSIM`.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let picture = draw(&lpa).map_or_else(
        || view! { <p class="text-sm">{lang().pick("This code is too long to be drawn. Type it instead.", "Este código es demasiado largo para dibujarlo. Escríbelo.")}</p> }.into_any(),
        |(size, path)| {
            let all = size + 2 * MARGIN;
            view! {
                <svg
                    viewBox=format!("-{MARGIN} -{MARGIN} {all} {all}")
                    class="size-56 max-w-full rounded-field"
                    role="img"
                    aria-label=label
                    shape-rendering="crispEdges"
                >
                    <rect x=format!("-{MARGIN}") y=format!("-{MARGIN}") width=all height=all fill="#fff"></rect>
                    <path d=path fill="#000"></path>
                </svg>
            }
            .into_any()
        },
    );
    view! {
        <div class="space-y-3">
            {picture} <details class="text-sm">
                <summary class="cursor-pointer py-1 text-base-content/70">{lang().pick("Type it instead", "Escribirlo a mano")}</summary>
                <code class="mt-1 block rounded-field bg-base-200 p-3 font-mono text-xs break-all select-all">{lpa}</code>
            </details>
        </div>
    }
}

/// White modules around the code; the standard asks for four.
const MARGIN: usize = 4;

/// Its size in modules, and a path over the black ones, a run at a time.
fn draw(code: &str) -> Option<(usize, String)> {
    let qr = QRBuilder::new(code).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for y in 0..qr.size {
        let row = qr.data.get(y * qr.size..(y + 1) * qr.size)?;
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.value() == b.value()) {
            if run.first().is_some_and(|module| module.value()) {
                path.push_str(&format!("M{x} {y}h{n}v1h-{n}z", n = run.len()));
            }
            x += run.len();
        }
    }
    Some((qr.size, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_activation_code_is_drawn_within_its_square() {
        let (size, path) = draw("LPA:1$SMDP.EXAMPLE.COM$LX9G1-Q12VI-CIIWA-WAQIN").unwrap();
        assert!(size >= 21 && path.starts_with("M0 0h7v1h-7z"), "{size} {path}");
    }

    #[test]
    fn what_does_not_fit_is_not_drawn() {
        assert_eq!(draw(&"x".repeat(9_000)), None);
    }
}
