//! `/__sandbox/`: what there is and what happened, for people. Plain HTML; what it shows is [`control::snapshot`], so that
//! secrets are left out in one place.

mod forms;
mod table;

use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderName, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::Value;

use self::table::{Column, rows, table};
use crate::{control, courier::escaped, gate::Shared};

const STYLE: &str = include_str!("page.css");
/// No script, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route("/__sandbox", get(async || Redirect::permanent("/__sandbox/")))
        .route("/__sandbox/", get(page))
        .nest("/__sandbox/form", forms::router())
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    said: String,
}

async fn page(State(shared): State<Shared>, Query(Said { said }): Query<Said>) -> Response {
    let state = match control::snapshot(&mut shared.world()) {
        Ok(state) => state,
        Err(error) => return error.into_response(),
    };
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (headers, Html(html(&state, &said))).into_response()
}

fn html(state: &Value, said: &str) -> String {
    let said = match said {
        "" => String::new(),
        text => format!("<p class=said role=status>{}</p>", escaped(text)),
    };
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Sandbox</title>\
         <meta name=viewport content=\"width=device-width, initial-scale=1\"><style>{STYLE}</style></head><body>\
         <header><h1>Sandbox</h1><p>A double of the Telegent mPaaS API: nothing here is real. \
         <a href=/__sandbox/state>The same as JSON</a></p></header><main>{said}{}{}{}{}</main></body></html>",
        overview(state),
        forms::html(),
        happened(state),
        records(state),
    )
}

/// The time, what goes wrong at present, and how much of everything there is.
fn overview(state: &Value) -> String {
    let text = |path: &str| state.pointer(path).map(table::plain).unwrap_or_default();
    let outage = match text("/outage/mode").as_str() {
        "ok" => "none".to_owned(),
        "slow" => format!("slow by {} ms", text("/outage/ms")),
        mode => mode.to_owned(),
    };
    let chaos = match text("/chaos/percent").as_str() {
        "0" => "none".to_owned(),
        percent => format!("{percent} % from seed {}", text("/chaos/seed")),
    };
    let facts = [
        ("Time", text("/now").split('.').next().unwrap_or_default().replace('T', " ") + " UTC"),
        ("Outage", outage),
        ("Chaos", chaos),
        ("Faults waiting", rows(state, "faults").len().to_string()),
        ("Tokens minted", text("/tokens_minted")),
        ("Turned away by the rate limit", text("/rate_limited")),
    ];
    let facts: String = facts.iter().map(|(name, value)| fact(name, value)).collect();
    let counts: String = COUNTED.iter().map(|(name, key)| fact(name, &rows(state, key).len().to_string())).collect();
    format!(
        "<section><h2>Now</h2><dl class=facts>{facts}</dl><h2>What there is</h2><dl class=counts>{counts}</dl></section>"
    )
}

const COUNTED: [(&str, &str); 15] = [
    ("Accounts", "accounts"),
    ("People", "subscribers"),
    ("Numbers", "lines"),
    ("Orders", "orders"),
    ("Port-ins", "ports"),
    ("Messages", "messages"),
    ("Message routes", "message_routes"),
    ("Voice routes", "voice_routes"),
    ("Webhooks", "webhooks"),
    ("Products", "products"),
    ("Packages", "packages"),
    ("Subscriptions", "subscriptions"),
    ("Services", "services"),
    ("Workgroups", "workgroups"),
    ("CDR files", "cdrs"),
];

fn fact(name: &str, value: &str) -> String {
    format!("<div><dt>{}</dt><dd>{}</dd></div>", escaped(name), escaped(value))
}

/// Calls, what was sent to others, and files, the latest first.
fn happened(state: &Value) -> String {
    const CALLS: [Column; 3] = [("Answer", "/status"), ("Call", "/operation"), ("Time", "/at")];
    const SENT: [Column; 5] =
        [("Answer", "/status"), ("What", "/kind"), ("Where to", "/url"), ("Not sent", "/error"), ("Time", "/at")];
    const WAITING: [Column; 3] = [("Operation", "/operation"), ("Effect", "/effect"), ("Times left", "/times")];
    let mut out = section("Recent calls", &table(state, "recent_calls", &CALLS, 15));
    out += &section("Sent to routes and webhooks", &table(state, "deliveries", &SENT, 10));
    if !rows(state, "faults").is_empty() {
        out += &section("Faults waiting", &table(state, "faults", &WAITING, 10));
    }
    let file = |file: &Value| {
        let name = escaped(&table::plain(&file["name"]));
        format!("<li><a href=\"/__sandbox/cdr/{name}\">{name}</a></li>")
    };
    let files: String = rows(state, "cdrs").iter().rev().take(10).map(file).collect();
    out + &if files.is_empty() { String::new() } else { section("CDR files", &format!("<ul>{files}</ul>")) }
}

fn records(state: &Value) -> String {
    const ACCOUNTS: [Column; 3] =
        [("Name", "/account_name"), ("Id", "/account_id"), ("Distributor", "/distributor_id")];
    const PEOPLE: [Column; 4] =
        [("Name", "/name"), ("Id", "/subscriber_id"), ("Role", "/role"), ("Account", "/account_id")];
    const LINES: [Column; 6] = [
        ("Number", "/number"),
        ("Status", "/status"),
        ("Person", "/subscriber_id"),
        ("Bytes used", "/used_bytes"),
        ("Limit MB", "/limit_mb"),
        ("SIM", "/iccid"),
    ];
    const ORDERS: [Column; 4] =
        [("Date", "/date"), ("Order", "/order_id"), ("Type", "/order_type"), ("State", "/state")];
    const PORTS: [Column; 4] =
        [("Number", "/number"), ("Order", "/order_id"), ("Stage", "/stage"), ("Objection", "/objection")];
    const MESSAGES: [Column; 5] =
        [("Time", "/created"), ("From", "/from"), ("To", "/to"), ("Text", "/body"), ("Status", "/status")];
    [
        ("Accounts", table(state, "accounts", &ACCOUNTS, 8)),
        ("People", table(state, "subscribers", &PEOPLE, 8)),
        ("Numbers", table(state, "lines", &LINES, 8)),
        ("Orders", table(state, "orders", &ORDERS, 8)),
        ("Port-ins", table(state, "ports", &PORTS, 8)),
        ("Messages", table(state, "messages", &MESSAGES, 8)),
    ]
    .iter()
    .map(|(title, table)| section(title, table))
    .collect()
}

fn section(title: &str, inside: &str) -> String {
    format!("<section><h2>{}</h2>{inside}</section>", escaped(title))
}
