//! The staff's board: who has the ball, how long, worst first.

use domain::{
    Lang,
    porting::{Ball, PortState},
};
use leptos::prelude::*;
use services::{
    accounts::Page,
    port_ins::{BoardCounts, BoardFilter, PortRow, Show},
};
use uuid::Uuid;

use super::words::{StateBadge, age, ball_words, state_words};
use crate::{
    context, paths,
    time::Time,
    ui::{Badge, Card, EmptyState, Icon, LinkButton, PageHeader, Pagination, Tone, glyph},
};

/// The filter an address asks for; what it cannot mean is left out.
pub fn filter_of(asked: impl Fn(&str) -> Option<String>) -> BoardFilter {
    let text =
        |name: &str| asked(name).map(|text| text.trim().chars().take(100).collect::<String>()).unwrap_or_default();
    BoardFilter {
        show: Show::parse(&text("show")),
        state: PortState::parse(&text("state")),
        ball: Ball::parse(&text("ball")),
        search: text("q"),
        account: Some(text("account")).filter(|account| !account.is_empty()),
        batch: Uuid::parse_str(&text("batch")).ok(),
        page: text("page").parse().unwrap_or(1),
    }
}

/// The address of a filter's page.
fn pairs(filter: &BoardFilter) -> [(&'static str, String); 6] {
    let show = if filter.show == Show::Open { "" } else { filter.show.as_str() };
    [
        ("show", show.to_owned()),
        ("state", filter.state.map_or("", PortState::as_str).to_owned()),
        ("ball", filter.ball.map_or("", Ball::as_str).to_owned()),
        ("q", filter.search.clone()),
        ("account", filter.account.clone().unwrap_or_default()),
        ("batch", filter.batch.map(|batch| batch.to_string()).unwrap_or_default()),
    ]
}

fn address(filter: &BoardFilter) -> String {
    let pairs = pairs(filter);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    paths::transfers_where(&pairs)
}

/// Leafing: the address of the filter, and a page.
fn page_address(filter: &str, page: u32) -> String {
    let joint = if filter.contains('?') { '&' } else { '?' };
    if page > 1 { format!("{filter}{joint}page={page}") } else { filter.to_owned() }
}

/// The board.
#[component]
pub(super) fn Board(
    /// The rows.
    page: Page<PortRow>,
    /// How many there are of what.
    counts: BoardCounts,
    /// What is shown.
    filter: BoardFilter,
) -> impl IntoView {
    let lang = context::lang();
    let Page { rows, page, per_page, total } = page;
    let csv = {
        let pairs = pairs(&filter);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        paths::transfers_csv(&pairs)
    };
    let lead = match (counts.open, counts.staff) {
        (open, 0) => lang.pick_string(
            || format!("{open} on their way. None needs staff."),
            || format!("{open} en camino. Ninguno necesita al personal."),
        ),
        (open, staff) => lang.pick_string(
            || format!("{open} on their way, {staff} of them need staff. Worst first."),
            || format!("{open} en camino, {staff} necesitan al personal. Lo peor primero."),
        ),
    };
    let query = address(&filter);
    let empty = rows.is_empty();
    let narrowed = filter != BoardFilter { page: filter.page, ..BoardFilter::default() };
    let rows = rows.into_iter().map(|row| view! { <Row row /> }.into_any()).collect_view();
    let table = if empty {
        view! { <Nothing narrowed /> }.into_any()
    } else {
        view! {
            <Head />
            <tbody class="divide-y divide-base-300">{rows}</tbody>
        }
        .into_any()
    };
    let table =
        if empty { table } else { view! { <table class="w-full text-left text-sm">{table}</table> }.into_any() };
    view! {
        <PageHeader title=lang.pick("Transfers", "Traslados") lead>
            <HeadLink href=paths::refusals() words={lang.pick("Refusals", "Rechazos")} />
            <HeadLink href=paths::carriers() words={lang.pick("Carriers", "Operadores")} />
            <HeadLink href=paths::imports() words={lang.pick("Bring many", "Traer muchos")} />
            <HeadLink href=csv words={lang.pick("Download CSV", "Descargar CSV")} />
        </PageHeader>
        <div class="mt-5 space-y-4">
            <Filters filter=filter.clone() counts />
            <section
                class="card overflow-hidden border border-base-300 bg-base-100"
                aria-label=lang.pick("Transfers", "Traslados")
            >
                {table}
            </section>
            <Pagination page per_page total href=page_address query />
        </div>
    }
}

/// A quiet way on beside the page's title.
#[component]
fn HeadLink(href: String, words: &'static str) -> impl IntoView {
    view! {
        <a href=href class="btn border-base-content/20 bg-base-100 max-md:btn-sm pointer-coarse:min-h-11">
            {words}
        </a>
    }
}

/// Links by ball and state with their counts, and a search.
#[component]
fn Filters(filter: BoardFilter, counts: BoardCounts) -> impl IntoView {
    let (lang, operator) = (context::lang(), context::state().brand.operator.clone());
    let fresh = BoardFilter { page: 1, ..filter.clone() };
    let link = |words: String, count: Option<u64>, to: BoardFilter, here: bool| {
        let class = if here {
            "btn btn-sm btn-neutral pointer-coarse:min-h-11"
        } else {
            "btn btn-sm border-base-content/20 bg-base-100 pointer-coarse:min-h-11"
        };
        view! {
            <li>
                <a class=class href=address(&to) aria-current=here.then_some("true")>
                    {words}
                    {count.map(|n| view! { <span class="num opacity-80">{n}</span> })}
                </a>
            </li>
        }
    };
    let plain = |show| BoardFilter { show, state: None, ball: None, ..fresh.clone() };
    let only = |show| filter.show == show && filter.ball.is_none() && filter.state.is_none();
    let shows = [
        (Show::Open, lang.pick("On their way", "En camino"), Some(counts.open)),
        (Show::Staff, lang.pick("Need staff", "Necesitan al personal"), Some(counts.staff)),
        (Show::Over, lang.pick("Finished", "Terminados"), None),
        (Show::All, lang.pick("All", "Todos"), None),
    ]
    .map(|(show, words, count)| link(words.to_owned(), count, plain(show), only(show)));
    let balls = [Ball::You, Ball::OldCarrier, Ball::Us].map(|ball| {
        let words = match ball {
            Ball::OldCarrier => lang.pick("The old carrier", "El operador anterior").to_owned(),
            ball => ball_words(ball, "", &operator, true, lang),
        };
        let to = BoardFilter { ball: Some(ball), ..plain(Show::Open) };
        link(words, Some(counts.of(ball)), to, filter.ball == Some(ball))
    });
    let states = PortState::ALL
        .into_iter()
        .filter(|state| state.is_open() && (counts.states.contains_key(state.as_str()) || filter.state == Some(*state)))
        .map(|state| {
            let count = counts.states.get(state.as_str()).copied().unwrap_or(0);
            let to = BoardFilter { state: Some(state), ..plain(Show::Open) };
            link(state.label(lang).to_owned(), Some(count), to, filter.state == Some(state))
        })
        .collect_view();
    let group = |title: &'static str, items: AnyView| {
        view! {
            <div class="flex flex-wrap items-center gap-2">
                <span class="text-xs text-base-content/70">{title}</span>
                <ul class="flex flex-wrap gap-2" aria-label=title>
                    {items}
                </ul>
            </div>
        }
    };
    let hidden = pairs(&BoardFilter { search: String::new(), ..fresh.clone() })
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let account = filter.account.clone().map(|account| {
        let to = BoardFilter { account: None, ..fresh.clone() };
        let words = lang.pick("One family only", "Solo una familia");
        view! {
            <a class="btn btn-sm pointer-coarse:min-h-11" href=address(&to) title=account>
                {words}
                <Icon glyph=glyph::CLOSE class="size-4" />
                <span class="sr-only">{lang.pick("Show all families", "Mostrar todas las familias")}</span>
            </a>
        }
    });
    view! {
        <nav aria-label=lang.pick("What is shown", "Qué se muestra") class="space-y-2">
            <ul class="flex flex-wrap gap-2">{shows.collect_view()}</ul>
            {group(lang.pick("Ball", "Le toca a"), balls.collect_view().into_any())}
            <details open=filter.state.is_some()>
                <summary class="cursor-pointer py-1 text-sm text-base-content/75">{lang.pick("By state", "Por estado")}</summary>
                <ul class="mt-2 flex flex-wrap gap-2">{states}</ul>
            </details>
        </nav>
        <div class="flex flex-wrap items-center gap-2">
            <form method="get" action=paths::transfers() role="search" aria-label=lang.pick("Transfers", "Traslados") class="flex min-w-0 grow gap-2 sm:max-w-md">
                {hidden}
                <label class="input min-w-0 grow bg-base-100">
                    <Icon glyph=glyph::SEARCH class="size-4 opacity-70" />
                    <span class="sr-only">{lang.pick("Search transfers", "Buscar traslados")}</span>
                    <input
                        type="search"
                        name="q"
                        class="min-w-0"
                        maxlength="100"
                        value=filter.search.clone()
                        placeholder=lang.pick("Number, name, order", "Número, nombre, pedido")
                    />
                </label>
                <button class="btn border-base-content/20 bg-base-100">{lang.pick("Find", "Buscar")}</button>
            </form>
            {account}
        </div>
    }
}

#[component]
fn Head() -> impl IntoView {
    let lang = context::lang();
    let cell = |words: &'static str, class: &'static str| {
        view! {
            <th scope="col" class=format!("px-5 py-3 font-medium {class}")>
                {words}
            </th>
        }
    };
    view! {
        <thead class="border-b border-base-300 text-xs text-base-content/70 max-md:sr-only">
            <tr>
                {cell(lang.pick("Number", "Número"), "")} {cell(lang.pick("State", "Estado"), "max-md:hidden")}
                {cell(lang.pick("Ball", "Le toca a"), "max-md:hidden")}
                {cell(lang.pick("For", "Desde hace"), "text-right max-md:hidden")}
                {cell(lang.pick("Next look", "Próxima revisión"), "text-right max-lg:hidden")}
            </tr>
        </thead>
    }
}

/// A row; on phones a card with the same in fewer lines.
#[component]
fn Row(row: PortRow) -> impl IntoView {
    let (lang, operator) = (context::lang(), context::state().brand.operator.clone());
    let href = paths::transfer(&row.id.to_string());
    let since = age(row.ended_at.unwrap_or(row.state_since), lang);
    let ball = ball_words(row.state.ball(), &row.carrier, &operator, true, lang);
    let number = domain::phone::national(&row.number);
    let family = if row.account_name.is_empty() { row.account_id.clone() } else { row.account_name.clone() };
    let what = lang.pick_string(
        || format!("{}, from {}, {family}", row.person, row.carrier),
        || format!("{}, de {}, {family}", row.person, row.carrier),
    );
    let next = row.next_poll_at.filter(|_| row.ended_at.is_none()).map(|at| view! { <Time at /> });
    let (state, reasons, raw, carrier) = (row.state, row.reasons.len(), row.raw_status.clone(), row.carrier.clone());
    let phone = format!("{} · {ball} · {since}", state_words(state, reasons, &carrier, lang));
    view! {
        <tr class="relative hover:bg-base-200/60">
            <td class="px-5 py-3">
                <a href=href class="num font-medium after:absolute after:inset-0 hover:underline">
                    {number}
                </a>
                <p class="text-xs wrap-anywhere text-base-content/70">{what}</p>
                <p class="mt-1 text-xs md:hidden">{phone}</p>
                <Marks row />
            </td>
            <td class="px-5 py-3 max-md:hidden">
                <StateBadge state reasons carrier raw />
            </td>
            <td class="px-5 py-3 text-base-content/75 max-md:hidden">{ball}</td>
            <td class="num px-5 py-3 text-right whitespace-nowrap max-md:hidden">{since}</td>
            <td class="num px-5 py-3 text-right text-xs whitespace-nowrap text-base-content/70 max-lg:hidden">{next}</td>
        </tr>
    }
}

/// Why it stands so far up.
#[component]
fn Marks(row: PortRow) -> impl IntoView {
    let lang = context::lang();
    let marks = [
        (row.stuck, Tone::Error, lang.pick("Stuck", "Atascado")),
        (row.slow && !row.stuck, Tone::Warning, lang.pick("Slow", "Lento")),
        (row.unrecognised, Tone::Warning, lang.pick("Unknown word", "Palabra desconocida")),
        (row.needs_staff && !row.stuck, Tone::Warning, lang.pick("Needs staff", "Necesita al personal")),
        (row.held, Tone::Neutral, lang.pick("Held", "En pausa")),
    ];
    let marks = marks
        .into_iter()
        .filter(|(there, ..)| *there && row.ended_at.is_none())
        .map(|(_, tone, text)| view! { <Badge tone text /> })
        .collect_view();
    view! { <div class="mt-1 flex flex-wrap gap-1.5 empty:hidden">{marks}</div> }
}

#[component]
fn Nothing(narrowed: bool) -> impl IntoView {
    let lang = context::lang();
    let title = if narrowed {
        nothing_found(lang)
    } else {
        lang.pick("No transfers on their way", "No hay traslados en camino")
    };
    view! {
        <Card flush=true class="border-0">
            <EmptyState glyph=glyph::SWAP title>
                {narrowed
                    .then(|| {
                        view! {
                            <LinkButton href=paths::transfers()>{lang.pick("Show all on their way", "Mostrar todos en camino")}</LinkButton>
                        }
                    })}
                {(!narrowed)
                    .then(|| {
                        lang.pick(
                            "Open a family and choose “Bring a number” to begin one.",
                            "Abre una familia y elige «Traer un número» para empezar uno.",
                        )
                    })}
            </EmptyState>
        </Card>
    }
}

fn nothing_found(lang: Lang) -> &'static str {
    lang.pick("Nothing fits what is asked for", "Nada coincide con lo pedido")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_filter_are_one() {
        let asked = [
            ("show", "staff"),
            ("state", "blocked"),
            ("ball", "us"),
            ("q", " 385 "),
            ("account", "AID-1"),
            ("page", "3"),
        ];
        let filter = filter_of(|name| asked.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()));
        assert_eq!((filter.show, filter.state, filter.ball), (Show::Staff, Some(PortState::Blocked), Some(Ball::Us)));
        assert_eq!((filter.search.as_str(), filter.account.as_deref(), filter.page), ("385", Some("AID-1"), 3));
        assert_eq!(address(&filter), "/transfers?show=staff&state=blocked&ball=us&q=385&account=AID-1");
        assert_eq!(address(&filter_of(|_| Some("nonsense".into()))), "/transfers?q=nonsense&account=nonsense");
        assert_eq!(page_address(&address(&filter_of(|_| None)), 2), "/transfers?page=2");
    }
}
