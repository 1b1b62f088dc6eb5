//! The numbers that are to come over.

use domain::{
    E164, Fault, Lang,
    wizard::{MAX_PORTS, Offer, numbers_count},
};
use leptos::prelude::*;
use services::wizard::{Draft, PortView};

use crate::{
    context,
    forms::{Field, FormState},
    paths,
    ui::{Alert, Button, ButtonSize, Card, Icon, Look, Tone, glyph},
};

/// The step's fields.
#[component]
pub(crate) fn NumberFields(
    /// What was typed.
    form: FormState,
    /// What was found out.
    offer: Offer,
    /// Numbers that are on their way already.
    view: PortView,
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let (lang, count) = (context::lang(), numbers_count(form.fields()));
    let focus = form.errors().is_empty();
    let rows = (0..count)
        .map(|i| view! { <NumberRow form=form.clone() offer=offer.clone() view=view.clone() i many={count > 1} focus={focus && i == 0} /> })
        .collect_view();
    let refused = (0..count).find_map(|i| match form.errors().at(&format!("number.{i}.number")) {
        Some(Fault::NotPortable { .. }) => Some(form.fields().get(&format!("number.{i}.number")).to_owned()),
        _ => None,
    });
    view! {
        <Card>
            {rows}
            {(count < MAX_PORTS)
                .then(|| {
                    view! {
                        <div>
                            <Button name="intent" value="add-number" unchecked=true>
                                {lang.pick("Add a number of the same account", "Agregar un número de la misma cuenta")}
                            </Button>
                        </div>
                    }
                })}
        </Card>
        {refused.map(|number| view! { <Instead number account_id=draft.account_id.clone().unwrap_or_default() /> })}
    }
}

#[component]
fn NumberRow(
    /// What was typed.
    form: FormState,
    /// What was found out.
    offer: Offer,
    /// Numbers that are on their way already.
    view: PortView,
    /// Which.
    i: usize,
    /// There are others.
    many: bool,
    /// Has the focus when nothing is wrong.
    focus: bool,
) -> impl IntoView {
    let lang = context::lang();
    let at = form.at(format!("number.{i}.number"));
    let number = E164::parse(&at.value).ok();
    let found = number.as_ref().and_then(|number| offer.porting.check(number).cloned());
    let good = found.filter(|check| check.eligible == Some(true) && at.fault.is_none()).map(|check| {
        let carrier = check.carrier.unwrap_or_else(|| lang.pick("another carrier", "otro operador").to_owned());
        let words = match lang {
            Lang::En => format!("With {carrier}. It can come over."),
            Lang::Es => format!("Está con {carrier}. Puede venir."),
        };
        view! {
            <p class="mt-1 flex items-center gap-1 text-xs text-success">
                <Icon glyph=glyph::CHECK class="size-3.5" />
                {words}
            </p>
        }
    });
    let there =
        number.and_then(|number| view.on_their_way.iter().find(|(n, _)| n == number.as_str()).map(|(_, id)| *id));
    let there = there.filter(|_| at.fault == Some(Fault::NumberInFlight)).map(|id| {
        view! {
            <p class="mt-1 text-sm">
                <a class="link" href=paths::transfer(&id.to_string())>
                    {lang.pick("Open that transfer", "Abrir ese traslado")}
                </a>
            </p>
        }
    });
    let label = match (many, lang) {
        (false, _) => lang.pick("Phone number", "Número de teléfono").to_owned(),
        (true, Lang::En) => format!("Phone number {}", i + 1),
        (true, Lang::Es) => format!("Número de teléfono {}", i + 1),
    };
    let remove = many.then(|| {
        let words = lang.pick("Remove", "Quitar");
        view! {
            <Button look=Look::Ghost size=ButtonSize::Small name="intent" value=format!("remove-number:{i}") label=format!("{words}: {label}") unchecked=true>
                {words}
            </Button>
        }
    });
    let hint = lang.pick("Ten digits, written in any way", "Diez dígitos, escritos como quieras");
    view! {
        <div class="flex flex-wrap items-start gap-x-3 gap-y-1">
            <div class="min-w-48 grow">
                <Field at label hint kind="tel" inputmode="tel" num=true maxlength=30 focus />
                {good}
                {there}
            </div>
            <div class="self-start sm:mt-6">{remove}</div>
        </div>
    }
}

/// What can be done instead where a number cannot come.
#[component]
fn Instead(
    /// The number.
    number: String,
    /// The account.
    account_id: String,
) -> impl IntoView {
    let lang = context::lang();
    let staff = context::maybe_actor().is_some_and(|actor| actor.role.is_staff());
    let brand = context::state().brand;
    let way = if staff {
        // The form's own button, to another address: a form cannot stand in a form.
        view! {
            <input type="hidden" name="account_id" value=account_id />
            <button class="btn" name="kind" value="add_line" formaction="/do/start-draft" formnovalidate=true>
                {lang.pick("Take a new number instead", "Tomar un número nuevo")}
            </button>
        }
        .into_any()
    } else {
        let subject = lang.pick("A new number", "Un número nuevo").replace(' ', "%20");
        let href = format!("mailto:{}?subject={subject}", brand.support_email);
        view! {
            <a class="btn" href=href>
                {lang.pick("Ask for a new number instead", "Pedir un número nuevo")}
            </a>
        }
        .into_any()
    };
    let title = match lang {
        Lang::En => format!("{number} has to stay where it is"),
        Lang::Es => format!("{number} tiene que quedarse donde está"),
    };
    view! {
        <Alert tone=Tone::Info title>
            <p class="mb-3">
                {lang
                    .pick(
                        "This is not about you or your bill: this number cannot be moved. Take it out of the list and bring the others, or get a new one.",
                        "No es por ti ni por tu factura: este número no se puede trasladar. Quítalo de la lista y trae los otros, o toma uno nuevo.",
                    )}
            </p>
            {way}
        </Alert>
    }
}
