//! `/home`: a family's lines.

use domain::{Action, Care, Lang, person::first_name, porting::Ball};
use jiff::Zoned;
use leptos::prelude::*;
use services::{
    Actor, Error,
    accounts::{self, ChainRow, FamilyHome, Line, LineStatus, UsageLevel},
    db::Tx,
    guardian,
    notices::{self, Notice},
    port_ins::{self, PortRow},
    requests::{self, Request},
};

use super::{
    line_card::{LineCard, Protection},
    news::News,
    support::Support,
};
use crate::{
    areas::{guardian::protection, port_in::BringNumber, requests::WaitingRequests, transfers::TransferCards},
    context,
    frame::{DataAge, FamilyPlace, family_page},
    paths, time,
    ui::{Alert, Card, EmptyState, Look, PageHeader, Tone, glyph},
};

/// Notices shown at a time.
const NEWS: i64 = 3;

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    family_page(FamilyPlace::Home, async move {
        let actor = context::actor()?;
        actor.may(Action::ViewOwnFamily)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let home = accounts::family_home(&mut tx, &actor).await?;
        let transfers = match actor.account_id.as_deref().filter(|_| actor.may(Action::PortNumbers).is_ok()) {
            Some(account_id) => port_ins::open_of_account(&mut tx, account_id).await?,
            None => Vec::new(),
        };
        let waiting = requests::waiting(&mut tx, &actor).await?;
        let mut news = notices::unseen(&mut tx, &actor, NEWS).await?;
        // What members ask for stands above them while it waits, and is no news once it was answered.
        news.retain(|notice| notice.href != paths::requests());
        let may_limit = limited_by(&mut tx, &actor, &home.lines).await?;
        let protected = protected(&mut tx, &actor).await?;
        drop(tx);
        Ok(view! { <HomeView name=actor.name home transfers news may_limit protected waiting /> })
    })
}

/// Numbers whose limits the reader may set.
async fn limited_by(tx: &mut Tx, actor: &Actor, lines: &[Line]) -> Result<Vec<String>, Error> {
    let Some(account) = &actor.account_id else { return Ok(Vec::new()) };
    let within = accounts::within(tx, actor, account, Care::Limits).await?;
    Ok(lines.iter().filter(|line| within.has(line.person_id())).map(|line| line.number.clone()).collect())
}

/// How those stand whom the reader looks after: their ids and what was measured.
async fn protected(tx: &mut Tx, actor: &Actor) -> Result<Vec<(String, Protection)>, Error> {
    let Some(account) = actor.account_id.as_deref().filter(|_| actor.may(Action::UseGuardian).is_ok()) else {
        return Ok(Vec::new());
    };
    let (brand, lang) = (context::state().brand, context::lang());
    let people = guardian::people(tx, &brand, actor, account).await?;
    Ok(people.into_iter().filter_map(|row| Some((row.subscriber_id, protection(&row.badges, lang)?))).collect())
}

/// A family's lines, as they were read.
#[component]
pub fn HomeView(
    /// The reader's name.
    name: String,
    /// The lines and what is being set up.
    home: FamilyHome,
    /// Numbers on their way here.
    #[prop(optional)]
    transfers: Vec<PortRow>,
    /// What the reader was told and has not put away.
    #[prop(optional)]
    news: Vec<Notice>,
    /// Numbers whose limits the reader may set.
    #[prop(optional)]
    may_limit: Vec<String>,
    /// How people stand whom the reader looks after, by their ids.
    #[prop(optional)]
    protected: Vec<(String, Protection)>,
    /// What waits for the reader's answer.
    #[prop(optional)]
    waiting: Vec<Request>,
) -> impl IntoView {
    let lang = context::lang();
    let title = format!("{}, {}", greeting(lang, Zoned::now().with_time_zone(time::zone()).hour()), first_name(&name));
    let lead = summary(lang, &home.lines);
    let empty = home.lines.is_empty();
    let account =
        context::maybe_actor().filter(|actor| actor.may(Action::PortNumbers).is_ok()).and_then(|a| a.account_id);
    let cards = home
        .lines
        .into_iter()
        .map(|line| {
            let may_limit = may_limit.contains(&line.number);
            let transfer = transfers.iter().find(|row| row.number == line.number).cloned();
            let of = line.person.as_ref().map(|person| person.id.as_str());
            let protection = protected.iter().find(|(id, _)| Some(id.as_str()) == of).map(|(_, found)| found.clone());
            view! { <LineCard line may_limit transfer protection /> }
        })
        .collect_view();
    view! {
        <PageHeader title lead>
            {account.map(|account| view! { <BringNumber account look=Look::Quiet /> })}
        </PageHeader>
        <WaitingRequests requests=waiting />
        <Running chains=home.chains />
        <OnTheirWay transfers />
        <News notices=news />
        {if empty {
            view! {
                <Card flush=true class="mt-5">
                    <EmptyState glyph=glyph::PHONE title=lang.pick("No lines yet", "Aún no hay líneas")>
                        <p>
                            {lang
                                .pick(
                                    "As soon as a number is set up for your family, it stands here with its usage and plan.",
                                    "En cuanto haya un número para tu familia, estará aquí con su uso y su plan.",
                                )}
                        </p>
                    </EmptyState>
                </Card>
            }
                .into_any()
        } else {
            view! { <ul class="mt-5 grid gap-4 md:grid-cols-2">{cards}</ul> }.into_any()
        }}
        <Support />
        <div class="mt-6 flex justify-center">
            <DataAge age=home.age back=paths::home() />
        </div>
    }
}

/// Numbers on their way here; those that wait for the reader first.
#[component]
fn OnTheirWay(transfers: Vec<PortRow>) -> impl IntoView {
    let lang = context::lang();
    let mut rows = transfers;
    rows.sort_by_key(|row| row.state.ball() != Ball::You);
    (!rows.is_empty()).then(|| {
        view! {
            <section class="mt-5" aria-labelledby="on-their-way">
                <h2 id="on-their-way" class="mb-3 font-semibold">
                    {lang.pick("Numbers on their way here", "Números en camino")}
                </h2>
                <TransferCards rows />
            </section>
        }
    })
}

/// By the hour in the reader's zone.
fn greeting(lang: Lang, hour: i8) -> &'static str {
    match hour {
        5..12 => lang.pick("Good morning", "Buenos días"),
        12..18 => lang.pick("Good afternoon", "Buenas tardes"),
        _ => lang.pick("Good evening", "Buenas noches"),
    }
}

/// What is worth knowing before anything else; "everything runs" only when that was measured.
fn summary(lang: Lang, lines: &[Line]) -> String {
    let count = |what: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| what(line)).count();
    // What somebody paused is no news.
    let running = |line: &Line| !line.pause.as_ref().is_some_and(|pause| pause.paused);
    let live = |line: &Line| line.status != LineStatus::Cancelled && running(line);
    let level = |line: &Line, level| live(line) && line.usage.level() == level;
    let words = |n: usize, (one, many): (&str, &str), (una, muchas): (&str, &str)| match (lang, n) {
        (Lang::En, 1) => format!("One line {one}."),
        (Lang::En, n) => format!("{n} lines {many}."),
        (Lang::Es, 1) => format!("Una línea {una}."),
        (Lang::Es, n) => format!("{n} líneas {muchas}."),
    };
    let stopped = count(&|line| level(line, UsageLevel::Stopped));
    let slowed = count(&|line| level(line, UsageLevel::Slowed));
    let paused = count(&|line| !matches!(line.status, LineStatus::Active | LineStatus::Cancelled));
    let stilled = count(&|line| line.status != LineStatus::Cancelled && !running(line));
    let unknown = count(&|line| level(line, UsageLevel::Unknown));
    match () {
        () if lines.is_empty() => String::new(),
        () if stopped > 0 => words(
            stopped,
            ("has used all its data", "have used all their data"),
            ("ya usó todos sus datos", "ya usaron todos sus datos"),
        ),
        () if slowed > 0 => words(slowed, ("is slowed down", "are slowed down"), ("va más lenta", "van más lentas")),
        () if paused > 0 => words(paused, ("is not active", "are not active"), ("no está activa", "no están activas")),
        () if unknown > 0 => words(
            unknown,
            ("has no usage to show yet", "have no usage to show yet"),
            ("aún no tiene uso que mostrar", "aún no tienen uso que mostrar"),
        ),
        () if stilled > 0 => words(
            stilled,
            ("has its data paused", "have their data paused"),
            ("tiene los datos en pausa", "tienen los datos en pausa"),
        ),
        () => lang.pick("Everything runs.", "Todo funciona.").to_owned(),
    }
}

/// What is being set up right now. Families cannot act on it, so it says that nobody waits for them.
#[component]
fn Running(chains: Vec<ChainRow>) -> impl IntoView {
    let (lang, operator) = (context::lang(), context::state().brand.operator.clone());
    let title =
        lang.pick_string(|| format!("{operator} is working on this"), || format!("{operator} está trabajando en esto"));
    (!chains.is_empty()).then(|| {
        let titles = chains
            .into_iter()
            .map(|chain| {
                let (title, done, total) = (chain.title, chain.done, chain.total);
                let words = lang.pick_string(
                    || format!("{title}: {done} of {total} steps done."),
                    || format!("{title}: {done} de {total} pasos hechos."),
                );
                view! { <p>{words}</p> }
            })
            .collect_view();
        view! {
            <Alert tone=Tone::Info class="mt-5" title>
                {titles}
            </Alert>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_has_three_greetings() {
        assert_eq!(
            [3, 5, 12, 18, 23].map(|hour| greeting(Lang::En, hour)),
            ["Good evening", "Good morning", "Good afternoon", "Good evening", "Good evening"]
        );
    }

    #[test]
    fn nothing_is_said_of_no_lines() {
        assert_eq!(summary(Lang::En, &[]), "");
    }
}
