//! The page the link "This was not me" leads to.

use domain::{Lang, phone};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::{
    care,
    port_outs::{self, ALARM_DAYS, Alarm},
};

use crate::{
    areas::sign_in::Frame,
    context,
    flash::{self, Toast},
    page::page,
    paths,
    time::Time,
    ui::{Button, Look},
};

/// One button; or, when the link was used or is too old, what to do instead.
#[component]
pub fn NotMePage() -> impl IntoView {
    let token = use_params_map().read_untracked().get("token").unwrap_or_default();
    page(async move {
        // The address of this page is a secret: no other site may learn it.
        context::set_header(http::header::REFERRER_POLICY, "same-origin");
        let toast = flash::take().await?.toast;
        match port_outs::alarm(&context::state().db, &token).await {
            Ok(alarm) => Ok(view! { <Ask token alarm /> }.into_any()),
            Err(services::Error::Expired) if toast.is_none() => match care::alarm(&context::state().db, &token).await {
                Ok(alarm) => Ok(view! { <AskSim token alarm /> }.into_any()),
                Err(services::Error::Expired) => {
                    context::set_status(http::StatusCode::GONE.as_u16());
                    Ok(view! { <Over /> }.into_any())
                }
                Err(other) => Err(other.into()),
            },
            // It was used just now, by who reads this.
            Err(services::Error::Expired) => Ok(view! { <Done toast /> }.into_any()),
            Err(other) => Err(other.into()),
        }
    })
}

#[component]
fn Ask(token: String, alarm: Alarm) -> impl IntoView {
    let lang = context::lang();
    let Alarm { number, by, at } = alarm;
    let number = phone::national(&number);
    let heading = match lang {
        Lang::En => format!("Did you not expect {number} to leave?"),
        Lang::Es => format!("¿No esperabas que el {number} se fuera?"),
    };
    view! {
        <Title text=lang.pick("This was not me", "No fui yo") />
        <Frame heading>
            <p>
                {by} {lang.pick(" got a transfer PIN, ", " obtuvo un PIN de traslado, ")} <Time at />
                {lang
                    .pick(
                        ". With it another carrier can take the number. If nobody of you wanted that, press the button:",
                        ". Con él otro operador puede llevarse el número. Si ninguno de ustedes lo quería, presiona el botón:",
                    )}
            </p>
            <ul class="list-disc space-y-1 pl-5">
                <li>{lang.pick("the line is locked,", "la línea se bloquea,")}</li>
                <li>{lang.pick("the PIN stops working,", "el PIN deja de servir,")}</li>
                <li>{lang.pick("everybody who runs the account is told, and so are we.", "se avisa a todos los que administran la cuenta, y a nosotros.")}</li>
            </ul>
            <form method="post" action=paths::do_not_me()>
                <input type="hidden" name="token" value=token />
                <Button look=Look::Primary>{lang.pick("This was not me: lock the line", "No fui yo: bloquear la línea")}</Button>
            </form>
            <p class="text-sm">{lang.pick("If you expected it, close this page: nothing changes.", "Si lo esperabas, cierra esta página: nada cambia.")}</p>
        </Frame>
    }
}

/// The same for a SIM that was asked for.
#[component]
fn AskSim(token: String, alarm: care::Alarm) -> impl IntoView {
    let lang = context::lang();
    let care::Alarm { number, by, at } = alarm;
    let number = phone::national(&number);
    let heading = match lang {
        Lang::En => format!("Did you not expect a new SIM for {number}?"),
        Lang::Es => format!("¿No esperabas una SIM nueva para el {number}?"),
    };
    view! {
        <Title text=lang.pick("This was not me", "No fui yo") />
        <Frame heading>
            <p>
                {by} {lang.pick(" asked for another SIM, ", " pidió otra SIM, ")} <Time at />
                {lang
                    .pick(
                        ". Whoever has it gets the line’s calls, texts and codes. If nobody of you wanted that, press the button:",
                        ". Quien la tenga recibe las llamadas, los mensajes y los códigos de la línea. Si ninguno de ustedes lo quería, presiona el botón:",
                    )}
            </p>
            <ul class="list-disc space-y-1 pl-5">
                <li>{lang.pick("the SIM is locked against changes,", "la SIM se bloquea contra cambios,")}</li>
                <li>
                    {lang
                        .pick(
                            "the line is suspended until it is restored: no calls, texts, data or 911,",
                            "la línea se suspende hasta que se restablezca: sin llamadas, mensajes, datos ni 911,",
                        )}
                </li>
                <li>{lang.pick("everybody who runs the account is told, and so are we.", "se avisa a todos los que administran la cuenta, y a nosotros.")}</li>
            </ul>
            <form method="post" action=paths::do_not_me()>
                <input type="hidden" name="token" value=token />
                <Button look=Look::Primary>{lang.pick("This was not me: stop the SIM", "No fui yo: detener la SIM")}</Button>
            </form>
            <p class="text-sm">{lang.pick("If you expected it, close this page: nothing changes.", "Si lo esperabas, cierra esta página: nada cambia.")}</p>
        </Frame>
    }
}

#[component]
fn Done(toast: Option<Toast>) -> impl IntoView {
    let lang = context::lang();
    let heading = lang.pick("The line is locked", "La línea está bloqueada");
    view! {
        <Title text=heading />
        <Frame heading toast=toast>
            <p>
                {lang
                    .pick(
                        "Whoever asked for it knew a password of your account. Please call or write to us now: we look at it with you.",
                        "Quien lo pidió sabía una contraseña de tu cuenta. Llámanos o escríbenos ahora: lo vemos contigo.",
                    )}
            </p>
            <p>
                <a class="link py-2" href=paths::root()>{lang.pick("See your lines", "Ver tus líneas")}</a>
            </p>
        </Frame>
    }
}

#[component]
fn Over() -> impl IntoView {
    let lang = context::lang();
    let heading = lang.pick("This link no longer works", "Este enlace ya no funciona");
    let why = match lang {
        Lang::En => format!("It was used already, is older than {ALARM_DAYS} days, or was not copied whole. "),
        Lang::Es => format!("Ya se usó, tiene más de {ALARM_DAYS} días o no se copió completo. "),
    };
    view! {
        <Title text=heading />
        <Frame heading>
            <p>
                {why}
                {lang
                    .pick(
                        "If it was used, the line is locked. If you are worried about a number, sign in and put its lock on, or call us.",
                        "Si se usó, la línea está bloqueada. Si te preocupa un número, inicia sesión y pon su bloqueo, o llámanos.",
                    )}
            </p>
            <p>
                <a class="link py-2" href=paths::root()>{lang.pick("See your lines", "Ver tus líneas")}</a>
            </p>
        </Frame>
    }
}
