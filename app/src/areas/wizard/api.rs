//! What the wizards' forms post to, and what their islands ask.

use std::collections::BTreeMap;

use domain::{Fields, progress::ChainView};
use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    areas::port_in::api::sent,
    context::{self, actor, lang, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths,
};
#[cfg(feature = "ssr")]
use domain::wizard::Step;
#[cfg(feature = "ssr")]
use services::{
    Error, journal,
    port_ins::signature::Witness,
    wizard::{self, Basis, Intent, Level, Post, Saved, Start, Submitted},
};
#[cfg(feature = "ssr")]
use uuid::Uuid;

#[cfg(feature = "ssr")]
fn id(raw: &str) -> Result<Uuid, AppError> {
    Uuid::parse_str(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// Which state of the draft the page showed; a page that says nonsense is as stale as can be.
#[cfg(feature = "ssr")]
fn basis(version: &str, editor: &str, turn: &str) -> Basis {
    Basis {
        version: version.parse().unwrap_or(-1),
        editor: Uuid::parse_str(editor).unwrap_or(Uuid::max()),
        turn: turn.parse().unwrap_or(0),
    }
}

/// Where somebody finds what they have not finished.
#[cfg(feature = "ssr")]
fn unfinished(actor: &services::Actor) -> String {
    if actor.role.is_staff() { paths::drafts() } else { paths::transfers() }
}

/// Begins a draft and leads to its first step.
#[server(prefix = "/do", endpoint = "start-draft")]
pub async fn start_draft(
    /// `new_family`, `add_line`, `change_plan` or `port_in`.
    kind: String,
    /// The account of an added line or number.
    #[server(default)]
    account_id: String,
    /// The subscription of a changed plan.
    #[server(default)]
    subscription_id: String,
) -> Result<(), AppError> {
    let actor = actor()?;
    let about = match kind.as_str() {
        "new_family" => Start::NewFamily,
        "add_line" => Start::AddLine(account_id),
        "change_plan" => Start::ChangePlan(subscription_id),
        // A family brings numbers to its own account, whatever the form says.
        "port_in" => Start::PortIn(actor.account_id.clone().unwrap_or(account_id)),
        _ => return Err(AppError::new(ErrorKind::NotFound)),
    };
    let (draft, first) = wizard::start(&state().db, &actor, &about).await?;
    redirect_to(&paths::draft_step(&draft.to_string(), first.as_str()));
    Ok(())
}

/// Keeps a step and leads on, back, or to the same step with what is wrong.
#[server(prefix = "/do", endpoint = "save-step")]
pub async fn save_step(
    /// The draft.
    draft: String,
    /// The step.
    step: String,
    /// The version the page showed.
    version: String,
    /// The page.
    editor: String,
    /// How many saves the page has made.
    #[server(default)]
    turn: String,
    /// What the button asks for.
    #[server(default)]
    intent: String,
    /// The step's own fields.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (draft, at) = (id(&draft)?, Step::parse(&step).ok_or_else(|| AppError::new(ErrorKind::NotFound))?);
    let (state, actor) = (state(), actor()?);
    let fields = Fields(fields);
    let (basis, intent) = (basis(&version, &editor, &turn), Intent::parse(&intent));
    let leaving = intent == Intent::Leave;
    // The first field that is new gets the focus.
    let added = match intent {
        Intent::AddPerson => Some(format!("person.{}.name", domain::wizard::people_count(&fields))),
        Intent::AddNumber => Some(format!("number.{}.number", domain::wizard::numbers_count(&fields))),
        _ => None,
    };
    let witness = context::witness();
    let post = Post { draft, basis, step: at, fields: fields.clone(), intent, witness };
    let here = paths::draft_step(&draft.to_string(), at.as_str());
    match wizard::save(&state.db, &state.desk(), &actor, post).await {
        Ok(Saved::To(next)) => redirect_to(&paths::draft_step(&draft.to_string(), next.as_str())),
        Ok(Saved::Stay) if leaving => redirect_to(&unfinished(&actor)),
        Ok(Saved::Stay) => {
            redirect_to(&added.map_or_else(|| here.clone(), |field| format!("{here}#{field}")));
        }
        Err(Error::Stale) => {
            let text = lang().pick(
                "This was changed in another tab or by somebody else since you opened it. Nothing was overwritten: below \
                 is what you typed. Compare it with the saved version, then save again.",
                "Esto cambió en otra pestaña o lo cambió otra persona desde que lo abriste. No se sobrescribió nada: abajo \
                 está lo que escribiste. Compáralo con la versión guardada y guarda otra vez.",
            );
            flash::put(Flash::bad(text).keeping(fields.without_secrets())).await?;
            redirect_to(&here);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// Keeps what is typed while it is typed.
#[server(prefix = "/do", endpoint = "keep-step", input = server_fn::codec::Json)]
pub async fn keep_step(
    /// The draft.
    draft: String,
    /// The step.
    step: String,
    /// The version the page showed.
    version: String,
    /// The page.
    editor: String,
    /// How many saves the page has made.
    turn: String,
    /// The step's own fields.
    fields: Fields,
) -> Result<(), AppError> {
    let (draft, at) = (id(&draft)?, Step::parse(&step).ok_or_else(|| AppError::new(ErrorKind::NotFound))?);
    let (state, basis) = (state(), basis(&version, &editor, &turn));
    let post = Post { draft, basis, step: at, fields, intent: Intent::Keep, witness: Witness::default() };
    wizard::save(&state.db, &state.desk(), &actor()?, post).await?;
    Ok(())
}

/// Submits a draft: however often it is pressed, one chain, and everybody is led to it.
#[server(prefix = "/do", endpoint = "submit-draft")]
pub async fn submit_draft(
    /// The draft.
    draft: String,
    /// The version whose receipt was shown.
    version: String,
    /// The page.
    editor: String,
    /// What the receipt added up to, in cents.
    #[server(default)]
    total: String,
) -> Result<(), AppError> {
    let (state, draft) = (state(), id(&draft)?);
    let (basis, total, actor, lang) = (basis(&version, &editor, ""), total.parse().ok(), actor()?, lang());
    match wizard::submit(&state.db, &state.desk(), &actor, draft, basis, total, &state.routes).await {
        Ok(Submitted::Chain(chain)) => redirect_to(&paths::progress(&chain.to_string())),
        Ok(Submitted::Ports(batch)) => {
            let mut tx = state.db.begin(&actor).await?;
            redirect_to(&sent(&mut tx, batch).await?);
        }
        Ok(Submitted::Mend(step)) => {
            let text = lang.pick(
                "Nothing was bought yet: something here needs fixing first.",
                "Aún no se compró nada: primero hay que corregir algo aquí.",
            );
            flash::put(Flash::bad(text)).await?;
            redirect_to(&paths::draft_step(&draft.to_string(), step.as_str()));
        }
        Err(Error::Stale) => {
            let text = lang.pick(
                "This was changed since you saw the receipt. Please read it once more.",
                "Algo cambió desde que viste el resumen. Léelo otra vez.",
            );
            flash::put(Flash::bad(text)).await?;
            redirect_to(&paths::draft_step(&draft.to_string(), Step::Receipt.as_str()));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// Throws an unfinished draft away.
#[server(prefix = "/do", endpoint = "discard-draft")]
pub async fn discard_draft(
    /// The draft.
    draft: String,
) -> Result<(), AppError> {
    let actor = actor()?;
    wizard::discard(&state().db, &actor, id(&draft)?).await?;
    flash::put(Flash::plain(lang().pick("Thrown away.", "Descartado."))).await?;
    redirect_to(&unfinished(&actor));
    Ok(())
}

/// Has a refused operation tried again, with the fields that were mended.
#[server(prefix = "/do", endpoint = "retry-operation")]
pub async fn retry_operation(
    /// The chain.
    chain: String,
    /// The operation's place in it.
    seq: String,
    /// Mended fields.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let chain = id(&chain)?;
    let seq = seq.parse().map_err(|_| AppError::new(ErrorKind::NotFound))?;
    let fields = Fields(fields);
    match journal::retry(&state().db, &actor()?, chain, seq, &fields).await {
        // Pressed twice: it runs already.
        Ok(()) | Err(Error::Stale) => {}
        Err(Error::Invalid(errors)) => flash::put(Flash::refused(fields, errors)).await?,
        Err(other) => return Err(other.into()),
    }
    redirect_to(&paths::progress(&chain.to_string()));
    Ok(())
}

/// A chain as it stands.
#[server(prefix = "/do", endpoint = "get-chain")]
pub async fn get_chain(
    /// The chain.
    chain: String,
) -> Result<ChainView, AppError> {
    let mut tx = state().db.begin(&actor()?).await?;
    Ok(journal::view(&mut tx, id(&chain)?).await?)
}

/// How many numbers an area has, in words; empty when that cannot be said.
#[server(prefix = "/do", endpoint = "get-stock")]
pub async fn get_stock(
    /// Area code; one of the two.
    area_code: String,
    /// ZIP code.
    zip: String,
) -> Result<String, AppError> {
    use domain::{AreaCode, Zip, wizard::Area};

    actor()?.may(domain::Action::ProvisionAccounts)?;
    let area = match (area_code.trim(), zip.trim()) {
        ("", "") => return Ok(String::new()),
        ("", zip) => Zip::parse(zip).map(Area::Zip),
        (_, zip) if !zip.is_empty() => return Ok(String::new()),
        (code, _) => AreaCode::parse(code).map(Area::Code),
    };
    let Ok(area) = area else { return Ok(String::new()) };
    Ok(match state().stock.level(&area).await {
        Level::Some(1) => "1 number in stock".to_owned(),
        Level::Some(n) => format!("{} numbers in stock", grouped(n)),
        Level::None => format!("No numbers in {} right now", area.words()),
        Level::Unknown => "Stock can’t be read right now; you can go on".to_owned(),
    })
}

/// `7,700`.
#[cfg(feature = "ssr")]
fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
