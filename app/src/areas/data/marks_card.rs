//! The marks of a line.

use domain::{DataLimits, Megabytes, Speed};
use leptos::prelude::*;
use services::accounts::Line;

use crate::{
    context,
    forms::{At, Checkbox, Choice, Field, FormState, Select},
    paths,
    ui::{Button, Card, Look},
};

/// Notice, slower, stop; for this line and, ticked, for others.
#[component]
pub(super) fn MarksCard(
    /// The line.
    line: Line,
    /// Further lines of the reader.
    others: Vec<Line>,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let usage = &line.usage;
    // What was typed and refused stays, also when it was nothing.
    let at = |field: &str, now: Option<Megabytes>, proposed: Option<Megabytes>| {
        let name = format!("limits.{field}");
        let now = now.or(proposed).map(|mb| mb.to_string()).unwrap_or_default();
        if form.fields().0.contains_key(&name) { form.at(name) } else { form.at_or(name, &now) }
    };
    // A line that nobody ever set has the network's own mark alone: what its plan says is nearer to what is wanted.
    let never_set = usage.notify.is_none() && usage.throttle.is_none();
    let proposed = line.plan.as_ref().and_then(|plan| DataLimits::proposed(&plan.name)).filter(|_| never_set);
    let of = |pick: fn(&DataLimits) -> Megabytes| proposed.as_ref().map(pick);
    let notify = at("notify", usage.notify, of(|l| l.notify));
    let throttle = at("throttle", usage.throttle, of(|l| l.throttle));
    let limit = at("limit", usage.limit.filter(|_| !never_set || proposed.is_none()), of(|l| l.limit));
    let now = usage.speed.as_deref().map(telegent::ThrottleSpeed::parse);
    let speed = Speed::ALL.into_iter().find(|speed| now.as_ref().is_some_and(|now| now.as_str() == speed.wire()));
    let speed = form.at_or("limits.speed", speed.unwrap_or_default().wire());
    let speeds = Speed::ALL.iter().map(|speed| Choice::new(speed.wire(), speed.label_in(lang))).collect();
    let small = never_set.then(|| {
        view! {
            <p class="text-sm">
                {lang
                    .pick(
                        "Nobody has set limits for this line yet. The network stops such a line at 20 MB, which is gone within \
                         minutes.",
                        "Nadie ha fijado límites para esta línea. La red detiene una línea así a los 20 MB, que se acaban en \
                         minutos.",
                    )}
            </p>
        }
    });
    view! {
        <Card title=lang.pick("Marks", "Marcas") id="marks">
            {small}
            <form method="post" action=paths::do_set_limits() class="flex flex-col gap-4">
                <input type="hidden" name="number" value=line.number.clone() />
                <Field
                    at=notify
                    label=lang.pick("Notice at", "Aviso a los")
                    num=true
                    maxlength=12
                    hint=lang.pick("A message goes out here, for example at 4 GB or 500 MB", "Aquí sale un aviso, por ejemplo a los 4 GB o 500 MB")
                />
                <Field
                    at=throttle
                    label=lang.pick("Slower from", "Más lento desde")
                    num=true
                    maxlength=12
                    hint=lang.pick("From here the line is slowed down; more than the notice", "Desde aquí la línea va más lenta; más que el aviso")
                />
                <Select at=speed label=lang.pick("Speed when slowed", "Velocidad reducida") choices=speeds />
                <Field
                    at=limit
                    label=lang.pick("Stops at", "Se detiene a los")
                    num=true
                    maxlength=12
                    hint=lang.pick("Data stops here until the cycle renews; the highest of the three", "Aquí se detienen los datos hasta que el ciclo se renueve; la mayor de las tres")
                />
                <Others others form form_name="limits" />
                <p class="text-xs text-base-content/70">
                    {lang
                        .pick(
                            "The network applies it at the next use of data or with the next cycle. Calls and texts are never touched.",
                            "La red lo aplica en el siguiente uso de datos o con el siguiente ciclo. Las llamadas y los mensajes no cambian.",
                        )}
                </p>
                <div class="flex justify-end">
                    <Button look=Look::Primary wide=true>{lang.pick("Set limits", "Fijar límites")}</Button>
                </div>
            </form>
        </Card>
    }
}

/// Further lines that are set with this one.
#[component]
pub(super) fn Others(
    /// The lines.
    others: Vec<Line>,
    /// What the last form left.
    form: FormState,
    /// The form it stands in.
    form_name: &'static str,
) -> impl IntoView {
    let lang = context::lang();
    let any = !others.is_empty();
    let boxes = others
        .into_iter()
        .map(|line| {
            let at: At = form.at(format!("{form_name}.also.{}", line.number.trim_start_matches('+')));
            let label = format!("{}, {}", line.whose(), line.national());
            view! { <Checkbox at label hint=line.usage.words(lang) /> }
        })
        .collect_view();
    any.then(|| {
        view! {
            <fieldset>
                <legend class="text-sm font-medium">{lang.pick("The same for", "Lo mismo para")}</legend>
                {boxes}
            </fieldset>
        }
    })
}
