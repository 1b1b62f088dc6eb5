//! When a line's data begins anew.

use domain::{Lang, Period};
use leptos::prelude::*;
use services::{accounts::Line, data::RenewalSet};

use super::marks_card::Others;
use crate::{
    context,
    forms::{Checkbox, Choice, Field, FormState, Select},
    paths,
    time::Time,
    ui::{Alert, Button, Card, ConfirmDialog, Look, Tone},
};

/// What was set here, the way to set it, and a new cycle at once.
#[component]
pub(super) fn RenewalCard(
    /// The line.
    line: Line,
    /// Further lines of the reader.
    others: Vec<Line>,
    /// What was set here last.
    renewal: Option<RenewalSet>,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let number = line.number.clone();
    let known = renewal.as_ref().map(|set| set.renewal);
    let standing = match renewal {
        Some(set) => view! { <Standing set /> }.into_any(),
        None => view! {
            <p class="text-sm">
                {lang
                    .pick(
                        "It was never set here, and the network cannot be asked which day a line has. If usage does not start from \
                         zero when it should, set the day.",
                        "Nunca se fijó aquí, y no se puede preguntar a la red qué día tiene una línea. Si el uso no vuelve a cero \
                         cuando debería, fija el día.",
                    )}
            </p>
        }
        .into_any(),
    };
    let periods = vec![
        Choice::new(Period::Month.wire(), lang.pick("Month", "Mes")),
        Choice::new(Period::Week.wire(), lang.pick("Week", "Semana")),
    ];
    let day = known.map(|known| known.day.to_string()).unwrap_or_default();
    let every = known.map_or_else(|| "1".to_owned(), |known| known.every.to_string());
    let period = form.at_or("renewal.period", known.map_or(Period::Month, |known| known.period).wire());
    // A box that was posted unticked stays so.
    let posted = form.fields().0.keys().any(|name| name.starts_with("renewal."));
    let auto = match posted {
        true => form.at("renewal.auto"),
        false => form.at_or("renewal.auto", if known.is_none_or(|known| known.auto) { "on" } else { "" }),
    };
    view! {
        <Card title=lang.pick("Renewal", "Renovación") id="renewal">
            {standing}
            <form method="post" action=paths::do_set_renewal() class="flex flex-col gap-4">
                <input type="hidden" name="number" value=number.clone() />
                <div class="grid gap-4 sm:grid-cols-2">
                    <Select at=period label=lang.pick("Month or week", "Mes o semana") choices=periods />
                    <Field
                        at=form.at_or("renewal.every", &every)
                        label=lang.pick("Every how many", "Cada cuántos")
                        num=true
                        inputmode="numeric"
                        maxlength=2
                        optional=true
                    />
                </div>
                <Field
                    at=form.at_or("renewal.day", &day)
                    label=lang.pick("Renewal day", "Día de renovación")
                    num=true
                    inputmode="numeric"
                    maxlength=2
                    hint=lang
                        .pick(
                            "1 to 31 of a month, or 1 to 7 of a week. Which day of the week is the first the network does not say; watch \
                             the first renewal.",
                            "Del 1 al 31 de un mes, o del 1 al 7 de una semana. La red no dice qué día de la semana es el primero; observa la \
                             primera renovación.",
                        )
                />
                <Checkbox at=auto label=lang.pick("Renew by itself", "Renovar por sí solo") />
                <Others others form form_name="renewal" />
                <p class="text-xs text-base-content/70">
                    {lang
                        .pick(
                            "Setting the day does not change what was used so far. Days 29 to 31 are missing in some months, and the network \
                             does not say what it does then: day 28 is safe.",
                            "Fijar el día no cambia lo usado hasta ahora. A algunos meses les faltan los días 29 a 31 y la red no dice qué \
                             hace entonces: el día 28 es seguro.",
                        )}
                </p>
                <div class="flex justify-end">
                    <Button wide=true>{lang.pick("Set the day", "Fijar el día")}</Button>
                </div>
            </form>
            {known.map(|_| view! { <Anew line /> })}
        </Card>
    }
}

#[component]
fn Standing(set: RenewalSet) -> impl IntoView {
    let lang = context::lang();
    let RenewalSet { renewal, by, at } = set;
    let miss = renewal.may_miss().then(|| {
        view! {
            <Alert tone=Tone::Warning>
                {lang
                    .pick(
                        "Some months are too short for this day. Look at the first of them, or take day 28.",
                        "Algunos meses no llegan a este día. Revisa el primero de ellos o elige el día 28.",
                    )}
            </Alert>
        }
    });
    view! {
        <p class="font-medium">{renewal.words(lang)}</p>
        <p class="text-xs text-base-content/70">
            {lang.pick_string(|| format!("Set here by {by}, "), || format!("Fijado aquí por {by}, "))} <Time at />
            {lang.pick(". The network cannot be asked for it.", ". No se le puede preguntar a la red.")}
        </p>
        {miss}
    }
}

/// Sets what was used to zero; asked for twice, for it cannot be taken back.
#[component]
fn Anew(line: Line) -> impl IntoView {
    let lang = context::lang();
    let (whose, amount) = (line.whose(), line.usage.amount(lang));
    let title = match lang {
        Lang::En => format!("Start a new cycle for {whose}?"),
        Lang::Es => format!("¿Empezar un ciclo nuevo para {whose}?"),
    };
    let opener = lang.pick("Start a new cycle now", "Empezar un ciclo nuevo ahora");
    view! {
        <div class="border-t border-base-300 pt-3">
            <ConfirmDialog
                id="new-cycle"
                opener
                opener_look=Look::Quiet
                title
                action=paths::do_new_cycle()
                verb=lang.pick("Set usage to zero", "Poner el uso en cero")
            >
                <input type="hidden" name="number" value=line.number.clone() />
                <p>
                    {lang
                        .pick_string(
                            || format!("Now: {amount}. It is set to zero at once and the whole limit can be used again. This can’t be undone."),
                            || format!("Ahora: {amount}. Vuelve a cero en seguida y se puede usar otra vez todo el límite. No se puede deshacer."),
                        )}
                </p>
            </ConfirmDialog>
        </div>
    }
}
