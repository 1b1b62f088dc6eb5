//! What the forms of this area post to. Each redirects, whatever the outcome.

use leptos::prelude::*;

use crate::error::AppError;

/// Signs in; back to the form with one and the same refusal otherwise.
#[server(prefix = "/do", endpoint = "sign-in")]
pub async fn sign_in(
    /// Sign-in name.
    email: String,
    /// Password.
    password: String,
    /// Where to go afterwards.
    #[server(default)]
    next: String,
) -> Result<(), AppError> {
    use domain::Lang;

    use crate::{
        context::{client_addr, lang, redirect_to, session, state},
        flash::{self, Flash},
        paths::{self, Next},
    };

    let state = state();
    let next = Next::parse(&next);
    match services::identity::sign_in(&state.db, &state.hasher, &email, password.into(), &client_addr()).await {
        Ok(actor) => {
            crate::session::begin(&session()?, &actor).await?;
            redirect_to(next.as_ref().map_or("/", Next::as_str));
        }
        Err(error) => {
            let lang = lang();
            let text = match error {
                services::Error::Forbidden => {
                    let words = lang.pick(
                        "That e-mail address and password don’t belong together.",
                        "Ese correo y esa contraseña no van juntos.",
                    );
                    words.to_owned()
                }
                services::Error::Throttled { retry_after_s } => {
                    let minutes = retry_after_s.div_ceil(60).max(1);
                    let s = if minutes == 1 { "" } else { "s" };
                    match lang {
                        Lang::En => format!("Too many attempts. Please try again in {minutes} minute{s}."),
                        Lang::Es => format!("Demasiados intentos. Intenta otra vez en {minutes} minuto{s}."),
                    }
                }
                other => return Err(other.into()),
            };
            flash::put(Flash::bad(text).keeping([("email", email.trim())].into())).await?;
            redirect_to(&next.map_or_else(paths::sign_in, |next| paths::sign_in_then(next.as_str())));
        }
    }
    Ok(())
}

/// Ends the session.
#[server(prefix = "/do", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::{context, paths, session};

    session::end(&context::session()?).await?;
    context::redirect_to(&paths::sign_in());
    Ok(())
}

/// Sets the password of an invited person and signs them in.
#[server(prefix = "/do", endpoint = "accept-invitation")]
pub async fn accept_invitation(
    /// From the link.
    token: String,
    /// The new password.
    password: String,
    /// The same again.
    repeat: String,
) -> Result<(), AppError> {
    use domain::Fields;

    use crate::{
        context,
        flash::{self, Flash},
        paths, session,
    };

    let state = context::state();
    let accepted =
        services::identity::accept_invitation(&state.db, &state.hasher, &token, password.into(), repeat.into());
    match accepted.await {
        Ok(actor) => {
            // The page was read in a language: so are all to come, and the mails.
            let lang = context::lang();
            services::identity::set_language(&state.db, actor.user_id, lang).await?;
            session::begin(&context::session()?, &actor).await?;
            let text = lang.pick("Welcome. You are signed in.", "Te damos la bienvenida. Ya iniciaste sesión.");
            flash::put(Flash::good(text)).await?;
            context::redirect_to(&paths::root());
        }
        Err(services::Error::Invalid(errors)) => {
            flash::put(Flash::refused(Fields::default(), errors)).await?;
            context::redirect_to(&paths::accept_invitation(&token));
        }
        // The page says so, and offers a new link.
        Err(services::Error::Expired) => context::redirect_to(&paths::accept_invitation(&token)),
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// Mails a new link to an invited person whose old one no longer works. Says the same whether there is one.
#[server(prefix = "/do", endpoint = "renew-invitation")]
pub async fn renew_invitation(
    /// From the old link.
    token: String,
    /// Whom to mail.
    email: String,
) -> Result<(), AppError> {
    use crate::{
        context,
        flash::{self, Flash},
        paths,
    };

    let state = context::state();
    services::identity::renew_invitation(&state.db, &email, &context::client_addr()).await?;
    let text = context::lang().pick(
        "If this address was invited, a new link is on its way to it.",
        "Si esta dirección fue invitada, un enlace nuevo va en camino.",
    );
    flash::put(Flash::plain(text)).await?;
    context::redirect_to(&paths::accept_invitation(&token));
    Ok(())
}
