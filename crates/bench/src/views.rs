//! Every page is looked at, and Telegent hears nothing of it.

use anyhow::{Context, ensure};
use app::access::TABLE;
use domain::Action;
use serde::Serialize;
use services::journal;

use crate::{stage::Stage, viewer::Viewer};

/// Times each page is looked at.
const TIMES: usize = 5;
/// Reading routes that are no pages.
const NO_PAGES: [&str; 4] = ["/healthz", "/readyz", "/events", "/pkg/{*path}"];

/// An id of nothing.
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// What looking at pages made the portal ask upstream.
#[derive(Debug, Serialize)]
pub(crate) struct Views {
    /// Pages, each by its route.
    pub(crate) pages: Vec<Page>,
    /// Views of all pages.
    pub(crate) views: usize,
    /// Calls that the sandbox counted meanwhile.
    pub(crate) upstream_calls: u64,
}

/// A page that was looked at.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    /// Its route.
    pub(crate) route: &'static str,
    /// Status of the answer.
    pub(crate) status: u16,
    /// Calls upstream, all views together.
    pub(crate) upstream_calls: u64,
}

pub(crate) async fn measure(stage: &Stage) -> anyhow::Result<Views> {
    let (draft, step) = draft(stage).await?;
    let chain = chain(stage).await?;
    let line = stage.home.lines.first().context("the family has no line")?;
    let number = line.number.clone();
    let person = line.person.as_ref().context("the line is nobody's")?.id.clone();
    let mut pages = Vec::new();
    for (method, route, _) in TABLE {
        if *method != "GET" || NO_PAGES.contains(route) {
            continue;
        }
        let path = route
            .replace("{account}", &stage.account)
            .replace("{number}", &number)
            .replace("{draft}", &draft)
            .replace("{step}", &step)
            .replace("{chain}", &chain)
            .replace("{subscriber}", &person)
            .replace("{what}", "sim")
            .replace("{contact}", "new")
            // What is not there is looked for all the same.
            .replace("{id}", NOBODY)
            .replace("{user}", NOBODY)
            .replace("{code}", "none")
            .replace("{file}", NOBODY)
            .replace("{token}", "none");
        ensure!(!path.contains('{'), "{route} has a part that is not known here");
        let before = calls(stage);
        let mut status = 0;
        for _ in 0..TIMES {
            status = viewer(stage, route).get(&path).await?.status;
        }
        pages.push(Page { route, status, upstream_calls: calls(stage) - before });
    }
    let upstream_calls = pages.iter().map(|page| page.upstream_calls).sum();
    Ok(Views { views: pages.len() * TIMES, pages, upstream_calls })
}

/// The manager where the own family is shown, staff everywhere else.
fn viewer<'a>(stage: &'a Stage, route: &str) -> &'a Viewer {
    let own = app::access::demand("GET", route) == Some(app::access::Access::Needs(Action::ViewOwnFamily));
    if own { &stage.manager } else { &stage.agent }
}

fn calls(stage: &Stage) -> u64 {
    stage.sandbox.with(|world| world.calls.values().sum())
}

/// A new draft and its first step.
async fn draft(stage: &Stage) -> anyhow::Result<(String, String)> {
    let agent = &stage.agent;
    let answer = agent.post("/do/start-draft", &[("kind", "new_family")]).await?;
    let mut parts = answer.header(http::header::LOCATION).rsplit('/').map(str::to_owned);
    let step = parts.next().filter(|step| !step.is_empty());
    step.and_then(|step| Some((parts.next()?, step))).context("starting a draft led nowhere")
}

/// A chain to watch. No worker runs here, and it has nothing to do.
async fn chain(stage: &Stage) -> anyhow::Result<String> {
    let mut tx = stage.state.db.begin(&stage.agent.actor).await?;
    let chain =
        journal::NewChain { kind: "new_family", title: "Nothing".to_owned(), account_id: None, ops: Vec::new() };
    let id = journal::insert(&mut tx, &stage.agent.actor, chain).await?;
    tx.commit().await?;
    Ok(id.to_string())
}
