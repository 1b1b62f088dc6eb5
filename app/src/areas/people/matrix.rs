//! Which role may do what, from the rules themselves.

use domain::{
    Action, Care, Lang, Reach, Role,
    access::{permits, reach},
};
use leptos::prelude::*;

use super::parts::ROLES;
use crate::{
    context,
    ui::{Card, Icon, glyph},
};

/// What is done on an account beside its lines; the rest of [`Action`] is staff's, or said by [`Care`].
const ACTIONS: [Action; 6] = [
    Action::AskGuardian,
    Action::AnswerRequests,
    Action::ViewActivity,
    Action::PortNumbers,
    Action::PortOut,
    Action::ManagePeople,
];

fn of_care(care: Care, lang: Lang) -> &'static str {
    match care {
        Care::View => lang.pick("See usage and plan", "Ver uso y plan"),
        Care::Limits => lang.pick("Set data limits, pause data", "Poner límites de datos, pausar datos"),
        Care::Guardian => lang.pick("Set what Guardian lets through", "Ajustar lo que Guardian deja pasar"),
        Care::Esim => lang.pick("See the eSIM’s code", "Ver el código de la eSIM"),
        Care::Voicemail => lang.pick("Voicemail and its PIN", "Buzón de voz y su PIN"),
        Care::Line => {
            lang.pick("Replace the SIM, 911 address, pause the line", "Cambiar la SIM, dirección 911, pausar la línea")
        }
    }
}

fn of_action(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::AskGuardian => lang.pick("Ask for a contact, data or time", "Pedir un contacto, datos o tiempo"),
        Action::AnswerRequests => lang.pick("Answer what is asked for", "Responder lo que se pide"),
        Action::ViewActivity => lang.pick("See what changed, and undo it", "Ver qué cambió y deshacerlo"),
        Action::PortNumbers => lang.pick("Bring numbers over", "Traer números"),
        Action::PortOut => lang.pick("Take a number to another carrier", "Llevar un número a otro operador"),
        Action::ManagePeople => lang.pick("Invite people and change roles", "Invitar personas y cambiar roles"),
        _ => "",
    }
}

fn how_far(far: Reach, lang: Lang) -> Option<&'static str> {
    match far {
        Reach::Nothing => None,
        Reach::Own => Some(lang.pick("Own line", "Su línea")),
        Reach::Assigned => Some(lang.pick("People they look after", "A quienes cuida")),
        Reach::Account | Reach::Everything => Some(lang.pick("All lines", "Todas las líneas")),
    }
}

/// What is done, and how far each role may, in the order of [`ROLES`].
fn rows(lang: Lang) -> Vec<(&'static str, [Option<&'static str>; 3])> {
    let cares = Care::ALL.map(|care| (of_care(care, lang), ROLES.map(|role| how_far(reach(role, care), lang))));
    let yes = |role: Role, action| permits(role, action).then(|| lang.pick("Yes", "Sí"));
    let actions = ACTIONS.map(|action| (of_action(action, lang), ROLES.map(|role| yes(role, action))));
    cares.into_iter().chain(actions).collect()
}

fn cell(may: Option<&'static str>, lang: Lang) -> AnyView {
    match may {
        Some(text) => view! {
            <span class="inline-flex items-center gap-1">
                <Icon glyph=glyph::CHECK class="size-4 text-success" />
                {text}
            </span>
        }
        .into_any(),
        None => view! { <span class="text-base-content/70">{lang.pick("No", "No")}</span> }.into_any(),
    }
}

/// The table; on phones a list for each role.
#[component]
pub(super) fn Matrix() -> impl IntoView {
    let lang = context::lang();
    let heads = ROLES.map(|role| view! { <th scope="col">{role.label(lang)}</th> });
    let lines = rows(lang)
        .into_iter()
        .map(|(what, may)| {
            view! {
                <tr>
                    <th scope="row" class="font-normal">{what}</th>
                    {may.map(|may| view! { <td>{cell(may, lang)}</td> })}
                </tr>
            }
        })
        .collect_view();
    let stacked = ROLES
        .iter()
        .enumerate()
        .map(|(at, role)| {
            let facts = rows(lang)
                .into_iter()
                .map(|(what, may)| {
                    view! {
                        <div class="flex justify-between gap-4 py-1.5">
                            <dt class="min-w-0">{what}</dt>
                            <dd class="shrink-0 text-right">{cell(may.get(at).copied().flatten(), lang)}</dd>
                        </div>
                    }
                })
                .collect_view();
            view! {
                <details class="border-t border-base-300 px-5 py-1">
                    <summary class="cursor-pointer py-2 font-medium">{role.label(lang)}</summary>
                    <dl class="divide-y divide-base-300 pb-2 text-sm">{facts}</dl>
                </details>
            }
        })
        .collect_view();
    view! {
        <Card title=lang.pick("What each role may do", "Qué puede hacer cada rol") id="roles" flush=true>
            <div class="hidden overflow-x-auto md:block">
                <table class="table">
                    <caption class="sr-only">{lang.pick("What each role may do", "Qué puede hacer cada rol")}</caption>
                    <thead class="text-base-content/80">
                        <tr>
                            <th scope="col">{lang.pick("What", "Qué")}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <div class="md:hidden">{stacked}</div>
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_rules_do() {
        let rows = rows(Lang::En);
        assert!(rows.iter().all(|(what, _)| !what.is_empty()));
        let row = |words: &str| rows.iter().find(|(what, _)| what.contains(words)).unwrap().1;
        assert_eq!(row("Guardian lets through"), [None, Some("People they look after"), Some("All lines")]);
        assert_eq!(row("Invite people"), [None, None, Some("Yes")]);
        assert_eq!(row("Ask for a contact"), [Some("Yes"), None, None]);
        assert_eq!(row("usage"), [Some("Own line"), Some("All lines"), Some("All lines")]);
    }
}
