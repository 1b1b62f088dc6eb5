//! The account at the old carrier.

use domain::{
    Address, Lang,
    porting::{CarrierHint, Hints, Need, NumberKind, day_number, day_words, pin_left},
    wizard::{Offer, old_hint},
};
use leptos::prelude::*;
use services::{
    port_ins::{dates, links::Link},
    wizard::{self, PortView},
};

use super::secret::SecretField;
use crate::{
    context,
    forms::{Field, FormState, RadioCards, RadioOption, Select, label_of, state_choices},
    time::Ago,
    ui::{Alert, Button, Card, Tone},
};

/// The step's fields.
#[component]
pub(crate) fn OldAccountFields(
    /// What was typed.
    form: FormState,
    /// What carriers ask for.
    offer: Offer,
    /// What is kept, and what to look at.
    view: PortView,
) -> impl IntoView {
    let lang = context::lang();
    let hint = old_hint(form.fields(), &offer);
    let kinds = NumberKind::ALL.into_iter().map(|kind| RadioOption::new(kind.as_str(), kind.label(lang), "")).collect();
    let found = offer.porting.checks.iter().find_map(|check| check.kind).map_or("", NumberKind::as_str);
    let kind = form.at_or("old.kind", found);
    let focus = form.errors().is_empty() && view.warnings.is_empty();
    let names = Hints(offer.porting.hints.clone());
    let names =
        names.carriers().into_iter().map(|name| view! { <option value=name.to_owned()></option> }).collect_view();
    let (ack, carrier) = (form.at("old.ack"), form.at("old.carrier"));
    let [dated, secret, bill] = [form.clone(), form.clone(), form.clone()];
    view! {
        <Warnings view=view.clone() form />
        <input type="hidden" name="old.ack" value=ack.value />
        <div class="group/old space-y-4">
            <Card title=lang.pick("Carrier", "Operador")>
                <Field
                    at=carrier
                    label=lang.pick("Who sends the bill?", "¿Quién manda la factura?")
                    hint=lang.pick(
                        "The name on the bill or the app, also where it is a small brand",
                        "El nombre en la factura o la aplicación, aunque sea una marca pequeña",
                    )
                    maxlength=60
                    list="carriers"
                    focus
                />
                <datalist id="carriers">{names}</datalist>
                <RadioCards at=kind legend=lang.pick("What is it there?", "¿Qué es ahí?") options=kinds />
                <WantedDate form=dated />
            </Card>
            <Card title=lang.pick("What opens the account", "Lo que abre la cuenta")>
                <Secrets form=secret hint=hint.clone() view=view.clone() today=offer.porting.today />
            </Card>
        </div>
        <Card
            title=lang.pick("As on the bill", "Como en la factura")
            lead=lang.pick("Letter by letter: most refusals are about this.", "Letra por letra: casi todos los rechazos son por esto.")
        >
            <Bill form=bill />
        </Card>
    }
}

/// What was found before going on; each leads to its field.
#[component]
fn Warnings(
    /// What was found.
    view: PortView,
    /// What was typed.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let items = view
        .warnings
        .iter()
        .map(|warning| {
            let field = warning.fields().first().copied().unwrap_or("old.carrier");
            view! {
                <li>
                    <a class="inline-block link py-1" href=format!("#{field}")>
                        {label_of(field, form.fields())}
                    </a>
                    ": "
                    {warning.words(lang)}
                </li>
            }
        })
        .collect_view();
    (!view.warnings.is_empty()).then(|| {
        view! {
            <Alert tone=Tone::Warning title=lang.pick("Please look at this once more", "Mira esto una vez más")>
                <ul>{items}</ul>
                <p class="mt-2">
                    {lang
                        .pick(
                            "Everything is saved. Change what is wrong; if it is right, go on.",
                            "Todo está guardado. Cambia lo que esté mal; si está bien, sigue.",
                        )}
                </p>
            </Alert>
        }
    })
}

/// The day of the move, which landlines alone have.
#[component]
fn WantedDate(
    /// What was typed.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let today = wizard::today();
    let [first, last] =
        [dates::first_date(today), dates::last_date(today)].map(|day| day_words(&day.to_string(), lang));
    let hint = match lang {
        Lang::En => format!("A business day from {first} to {last}"),
        Lang::Es => format!("Un día hábil del {first} al {last}"),
    };
    view! {
        <div class="hidden group-has-[input[value=landline]:checked]/old:block">
            <Field at=form.at("old.date") label=lang.pick("Day of the move", "Día del traslado") hint kind="date" either=true />
        </div>
    }
}

/// Account number and PIN, with the carrier's own words for them and where they are found.
#[component]
fn Secrets(
    /// What was typed.
    form: FormState,
    /// What the carrier asks for.
    hint: CarrierHint,
    /// What is kept.
    view: PortView,
    /// Today, as days since 1970.
    today: i64,
) -> impl IntoView {
    let lang = context::lang();
    let kept = |name: &str| view.saved.iter().find(|(kept, _)| kept == name).map(|(_, at)| *at);
    let (number, pin) = (hint.account_number.clone(), hint.pin.clone());
    let made = form.at("old.pin_made");
    let life = match (day_number(&made.value), hint.pin_days) {
        (Ok(day), Some(days)) => Some(pin_left(day, today, days).words(lang)),
        _ => None,
    };
    let lives = hint.pin_days.map(|days| match lang {
        Lang::En => format!("A PIN of {} lives for {days} days.", hint.carrier),
        Lang::Es => format!("Un PIN de {} dura {days} días.", hint.carrier),
    });
    let day = lives.map(|lives| {
        let words = format!("{lives} {}", life.unwrap_or_default());
        view! {
            <Field
                at=made
                label=lang.pick("When was the PIN made?", "¿Cuándo se creó el PIN?")
                hint=words.trim().to_owned()
                kind="date"
                optional=true
            />
        }
    });
    let about = |words: &domain::porting::Words| words.about(&hint.carrier, lang);
    let who = about(&hint.who);
    view! {
        {(number.need != Need::None)
            .then(|| {
                view! {
                    <SecretField
                        form=form.clone()
                        name="account_number"
                        label=about(&number.label)
                        hint=about(&number.hint)
                        digits=number.digits_only
                        most=number.max
                        optional={number.need == Need::Optional}
                        saved=kept("account_number")
                    />
                }
            })}
        {(pin.need != Need::None)
            .then(|| {
                view! {
                    <SecretField
                        form=form.clone()
                        name="pin"
                        label=about(&pin.label)
                        hint=format!("{} {who}", about(&pin.hint))
                        digits=pin.digits_only
                        most=pin.max
                        optional={pin.need == Need::Optional}
                        saved=kept("pin")
                    />
                    {day}
                    <AskHolder form=form.clone() link=view.pin_link.clone() />
                }
            })}
        <p class="text-xs text-base-content/70">
            {lang
                .pick(
                    "Both are sealed as soon as they are saved. Nobody can read them here again, not you and not our staff; they go to your old carrier alone and are erased when the move is over.",
                    "Ambos se sellan al guardarse. Nadie puede volver a leerlos aquí, ni tú ni nuestro personal; solo van a tu operador anterior y se borran cuando el traslado termina.",
                )}
        </p>
    }
}

/// The way for whoever has no PIN: its holder enters it.
#[component]
fn AskHolder(
    /// What was typed.
    form: FormState,
    /// The last link.
    link: Option<Link>,
) -> impl IntoView {
    let lang = context::lang();
    let open = form.errors().at("old.pin_email").is_some();
    let sent = link.map(|link| view! { <LinkState link /> });
    view! {
        <details class="text-sm" open=open>
            <summary class="cursor-pointer py-2">{lang.pick("Somebody else has the PIN?", "¿Otra persona tiene el PIN?")}</summary>
            <div class="mt-2 space-y-3">
                <p>
                    {lang
                        .pick(
                            "We mail them a link. They enter the PIN themselves; you never see it.",
                            "Le enviamos un enlace. Escribe el PIN por su cuenta; tú nunca lo ves.",
                        )}
                </p>
                <Field
                    at=form.at("old.pin_email")
                    label=lang.pick("Their e-mail address", "Su correo electrónico")
                    kind="email"
                    inputmode="email"
                    maxlength=254
                    either=true
                />
                <Button name="intent" value="ask-pin" unchecked=true>
                    {lang.pick("Mail them a link", "Enviarle un enlace")}
                </Button>
            </div>
        </details>
        {sent}
    }
}

/// What became of a link.
#[component]
pub(super) fn LinkState(
    /// The link.
    link: Link,
) -> impl IntoView {
    let lang = context::lang();
    let whom = link.email.clone();
    let works = link.works();
    let (words, at) = match link.used_at {
        Some(at) => (lang.pick("Used: ", "Usado: "), at),
        None if works => (lang.pick("Waiting. Link mailed: ", "En espera. Enlace enviado: "), link.made_at),
        None => (lang.pick("This link no longer works, mailed: ", "Este enlace ya no sirve, enviado: "), link.made_at),
    };
    view! {
        <p class="text-sm text-base-content/80" role="status">
            {words} <span class="wrap-anywhere">{whom}</span> ", " <Ago at />
        </p>
    }
}

/// Name and address as the old carrier has them.
#[component]
fn Bill(
    /// What was typed.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let [street1, street2, city, state, zip] = Address::FIELDS.map(|field| form.at(format!("old.{field}")));
    view! {
        <Field at=form.at("old.name") label=lang.pick("Name on the bill", "Nombre en la factura") maxlength=80 />
        <div class="grid gap-4 sm:grid-cols-6">
            <div class="sm:col-span-4">
                <Field at=street1 label=lang.pick("Street", "Calle y número") maxlength=100 />
            </div>
            <div class="sm:col-span-2">
                <Field at=street2 label=lang.pick("Apartment or suite", "Apartamento o suite") optional=true maxlength=100 />
            </div>
            <div class="sm:col-span-3">
                <Field at=city label=lang.pick("City", "Ciudad") maxlength=60 />
            </div>
            <div class="sm:col-span-2">
                <Select at=state label=lang.pick("State", "Estado") choices=state_choices() prompt=lang.pick("Choose", "Elige") />
            </div>
            <div class="sm:col-span-1">
                <Field at=zip label=lang.pick("ZIP code", "Código ZIP") inputmode="numeric" num=true maxlength=10 />
            </div>
        </div>
    }
}
