//! Who gets each number, on what, with which plan; and where emergency services go.

use domain::{
    Address, Lang, PlainAddress,
    wizard::{Offer, numbers_count},
};
use leptos::prelude::*;

use super::secret::cleaned;
use crate::{
    context,
    forms::{Checkbox, Field, FormState, RadioCards, RadioOption, Select, state_choices},
    ui::{Alert, Card, Tone},
};

/// The step's fields.
#[component]
pub(crate) fn PortLineFields(
    /// What was typed.
    form: FormState,
    /// People and plans.
    offer: Offer,
) -> impl IntoView {
    let (lang, count) = (context::lang(), numbers_count(form.fields()));
    // What the step before cleaned is said once more where it leads.
    let tidied = [("account_number", "Account number", "Número de cuenta"), ("pin", "PIN", "PIN")]
        .into_iter()
        .filter_map(|(name, en, es)| {
            cleaned(form.fields(), name, lang).map(|words| format!("{}: {words}", lang.pick(en, es)))
        })
        .map(|words| view! { <p>{words}</p> })
        .collect::<Vec<_>>();
    let tidied = (!tidied.is_empty()).then(|| {
        view! { <Alert tone=Tone::Info title=lang.pick("We tidied what you typed", "Ordenamos lo que escribiste")>{tidied}</Alert> }
    });
    let lines = (0..count).map(|i| view! { <LineCard form=form.clone() offer=offer.clone() i /> }).collect_view();
    view! {
        {tidied}
        {lines}
        {(count > 1).then(|| view! { <MainLine form=form.clone() count /> })}
        <Emergency form address=offer.porting.address.clone() />
    }
}

/// The number as people write it.
fn number(form: &FormState, i: usize) -> String {
    let typed = form.fields().get(&format!("number.{i}.number"));
    domain::E164::parse(typed).map_or_else(|_| typed.to_owned(), |number| number.national())
}

#[component]
fn LineCard(
    /// What was typed.
    form: FormState,
    /// People and plans.
    offer: Offer,
    /// Which number.
    i: usize,
) -> impl IntoView {
    let lang = context::lang();
    let [name, email, iccid, package, who] =
        ["name", "email", "iccid", "package", "subscriber"].map(|field| form.at(format!("in.{i}.{field}")));
    let sim = form.at_or(format!("in.{i}.sim"), "esim");
    let title = number(&form, i);
    let nobody = offer.people.is_empty();
    let mut people: Vec<_> = offer.people.iter().map(|p| RadioOption::new(&p.id, &p.name, &p.email)).collect();
    people.push(RadioOption::new(
        "new",
        lang.pick("Somebody new", "Otra persona"),
        lang.pick("Needs an e-mail address of their own", "Necesita su propio correo electrónico"),
    ));
    let somebody_new = view! {
        <div class=if nobody {
            "grid gap-4 sm:grid-cols-2"
        } else {
            "hidden gap-4 group-has-[input[value=new]:checked]/line:grid sm:grid-cols-2"
        }>
            <Field at=name label=lang.pick("Name", "Nombre") maxlength=80 either=true />
            <Field
                at=email
                label=lang.pick("E-mail address", "Correo electrónico")
                kind="email"
                inputmode="email"
                maxlength=254
                either=true
            />
        </div>
    };
    let sims = vec![
        RadioOption::new("esim", "eSIM", lang.pick("Installed by QR code", "Se instala con un código QR")),
        RadioOption::new(
            "card",
            lang.pick("SIM card", "Tarjeta SIM"),
            lang.pick("The card is at hand", "La tarjeta está a la mano"),
        ),
    ];
    let plans: Vec<_> = offer
        .packages
        .iter()
        .map(|p| RadioOption::new(&p.id, &p.name, &p.description).aside(p.price_words_in(lang)))
        .collect();
    let plans = if plans.is_empty() {
        view! { <p class="text-sm">{lang.pick("There are no plans on sale right now. Please ask us.", "Ahora no hay planes a la venta. Pregúntanos.")}</p> }
            .into_any()
    } else {
        view! { <RadioCards at=package legend=lang.pick("Which plan?", "¿Qué plan?") options=plans /> }.into_any()
    };
    view! {
        <Card title class="group/line">
            {(!nobody)
                .then(|| {
                    view! { <RadioCards at=who legend=lang.pick("Who gets it?", "¿Quién lo recibe?") options=people /> }
                })}
            {somebody_new}
            <RadioCards at=sim legend="SIM" options=sims />
            <div class="hidden group-has-[input[value=card]:checked]/line:block">
                <Field
                    at=iccid
                    label=lang.pick("SIM number (ICCID)", "Número de la SIM (ICCID)")
                    inputmode="numeric"
                    num=true
                    maxlength=30
                    either=true
                    hint=lang.pick(
                        "19 or 20 digits, printed on the card in groups of four; it starts with 8901",
                        "19 o 20 dígitos, impresos en la tarjeta en grupos de cuatro; empieza con 8901",
                    )
                />
            </div>
            {plans}
        </Card>
    }
}

/// Which number moves last.
#[component]
fn MainLine(
    /// What was typed.
    form: FormState,
    /// How many numbers there are.
    count: usize,
) -> impl IntoView {
    let lang = context::lang();
    let options = (0..count).map(|i| RadioOption::new(i.to_string(), number(&form, i), "")).collect();
    view! {
        <Card
            title=lang.pick("Which one is the main line of the old account?", "¿Cuál es la línea principal de la cuenta anterior?")
            lead=lang.pick(
                "We ask for it last: an account without its main line is sometimes closed, with the others in it. Phones that are not paid off yet may fall due.",
                "La pedimos al final: una cuenta sin su línea principal a veces se cierra con las demás adentro. Los teléfonos que aún se pagan pueden cobrarse completos.",
            )
        >
            <RadioCards at=form.at("in.owner") legend=lang.pick("Main line", "Línea principal") legend_hidden=true options />
        </Card>
    }
}

/// Where emergency services go.
#[component]
fn Emergency(
    /// What was typed.
    form: FormState,
    /// The account's address.
    address: Option<PlainAddress>,
) -> impl IntoView {
    let lang = context::lang();
    let known = address.filter(|address| address.parse().is_some());
    let [street1, street2, city, state, zip] = Address::FIELDS.map(|field| form.at(format!("e911.{field}")));
    let fields = view! {
        <div class="grid gap-4 sm:grid-cols-6">
            <div class="sm:col-span-4">
                <Field at=street1 label=lang.pick("Street", "Calle y número") maxlength=100 either=true />
            </div>
            <div class="sm:col-span-2">
                <Field at=street2 label=lang.pick("Apartment or suite", "Apartamento o suite") optional=true maxlength=100 />
            </div>
            <div class="sm:col-span-3">
                <Field at=city label=lang.pick("City", "Ciudad") maxlength=60 either=true />
            </div>
            <div class="sm:col-span-2">
                <Select at=state label=lang.pick("State", "Estado") choices=state_choices() prompt=lang.pick("Choose", "Elige") />
            </div>
            <div class="sm:col-span-1">
                <Field at=zip label=lang.pick("ZIP code", "Código ZIP") inputmode="numeric" num=true maxlength=10 either=true />
            </div>
        </div>
    };
    let body = match known {
        Some(address) => {
            let words = match lang {
                Lang::En => format!("Help is sent to {}.", address.one_line()),
                Lang::Es => format!("La ayuda va a {}.", address.one_line()),
            };
            view! {
                <p class="text-sm">{words}</p>
                <Checkbox at=form.at("e911.other") label=lang.pick("It is another address", "Es otra dirección") />
                <div class="hidden group-has-[input[type=checkbox]:checked]/e911:block">{fields}</div>
            }
            .into_any()
        }
        None => view! { {fields} }.into_any(),
    };
    view! {
        <Card
            title=lang.pick("Emergency address (911)", "Dirección de emergencia (911)")
            lead=lang.pick(
                "Where help goes when 911 is called over Wi-Fi: a house, not a PO box. Change it here when you move.",
                "A dónde va la ayuda cuando se llama al 911 por Wi-Fi: una casa, no un apartado postal. Cámbiala cuando te mudes.",
            )
            class="group/e911"
        >
            {body}
        </Card>
    }
}
