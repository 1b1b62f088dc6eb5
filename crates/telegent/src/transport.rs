//! One request, its answer, and what the answer means.

use std::{sync::atomic::Ordering, time::Duration};

use reqwest::{StatusCode, header};
use secrecy::ExposeSecret;
use serde::Serialize;
use serde_json::Value;
use tokio::time::Instant;
use tracing::debug;

use crate::{
    client::Client,
    decode::{Decode, envelope, refusal},
    error::Error,
    operation::{Kind, Method, Operation, TOKENS},
    reply::Reply,
    retry,
    token::Token,
};

/// Far above any documented answer; protects memory, not correctness.
const LONGEST_BODY: usize = 16 * 1024 * 1024;
/// How long everybody pauses after a 429 that does not say.
const DEFAULT_PAUSE: Duration = Duration::from_secs(2);

/// Query parameters in the documented spelling.
pub(crate) type Query<'a> = &'a [(&'a str, String)];

impl Client {
    pub(crate) async fn get<T: Decode>(&self, op: &'static Operation, query: Query<'_>) -> Result<Reply<T>, Error> {
        self.call(op, query, None).await
    }

    pub(crate) async fn post<T: Decode>(
        &self,
        op: &'static Operation,
        body: &impl Serialize,
    ) -> Result<Reply<T>, Error> {
        let body = serde_json::to_value(body).map_err(|e| protocol(op, "request", e.to_string()))?;
        self.call(op, &[], Some(&body)).await
    }

    /// For the one that has its id in the query and no body.
    pub(crate) async fn post_query<T: Decode>(
        &self,
        op: &'static Operation,
        query: Query<'_>,
    ) -> Result<Reply<T>, Error> {
        self.call(op, query, None).await
    }

    async fn call<T: Decode>(
        &self,
        op: &'static Operation,
        query: Query<'_>,
        body: Option<&Value>,
    ) -> Result<Reply<T>, Error> {
        let deadline = Instant::now() + self.inner.config.timeouts.total;
        let endpoint = self.url(op.path).into();
        let raw = self.authorised(op, query, body, endpoint, deadline).await?;
        let value = envelope(&raw).map_err(|soft| soft.into_error(op.name, 200))?;
        let value = T::decode(value, "$").map_err(|e| protocol(op, e.field, e.reason))?;
        Ok(Reply { value, raw })
    }

    /// With a token; a 401 or 403 did nothing, so even a write may go again with a fresh one.
    async fn authorised(
        &self,
        op: &'static Operation,
        query: Query<'_>,
        body: Option<&Value>,
        endpoint: String,
        deadline: Instant,
    ) -> Result<Value, Error> {
        let token = self.token(op, &endpoint, deadline).await?;
        let first = self.repeated(op, op.path, query, body, Some(&token), deadline).await;
        if !matches!(first, Err(Error::Unauthorized { .. })) {
            return first;
        }
        self.inner.tokens.forget(&endpoint, &token).await;
        self.inner.counters.retries.fetch_add(1, Ordering::Relaxed);
        let token = self.token(op, &endpoint, deadline).await?;
        self.repeated(op, op.path, query, body, Some(&token), deadline).await
    }

    /// Sends a write once and a read until it answers, the tries run out or the deadline comes.
    pub(crate) async fn repeated(
        &self,
        op: &'static Operation,
        path: &str,
        query: Query<'_>,
        body: Option<&Value>,
        token: Option<&Token>,
        deadline: Instant,
    ) -> Result<Value, Error> {
        let mut attempt = 1;
        loop {
            self.permit(op).await?;
            let error = match self.once(op, path, query, body, token, deadline).await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            if let Error::RateLimited { retry_after, .. } = &error {
                self.inner.config.budget.pause(retry_after.unwrap_or(DEFAULT_PAUSE)).await;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let pause = (op.kind == Kind::Read)
                .then(|| retry::pause(&self.inner.config.retry, attempt, &error, left))
                .flatten();
            let Some(pause) = pause else { return Err(error) };
            debug!(operation = op.name, attempt, ?pause, "repeating");
            tokio::time::sleep(pause).await;
            self.inner.counters.retries.fetch_add(1, Ordering::Relaxed);
            attempt += 1;
        }
    }

    async fn permit(&self, op: &'static Operation) -> Result<(), Error> {
        let permit = self.inner.config.budget.acquire(self.priority).await;
        permit.map_err(|_| Error::RateLimited { operation: op.name, retry_after: None })
    }

    async fn once(
        &self,
        op: &'static Operation,
        path: &str,
        query: Query<'_>,
        body: Option<&Value>,
        token: Option<&Token>,
        deadline: Instant,
    ) -> Result<Value, Error> {
        let mut url = self.url(path);
        if !query.is_empty() {
            // Form encoding turns the plus of a phone number into %2B, as documented.
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = match op.method {
            Method::Get => self.inner.http.get(url),
            Method::Post => self.inner.http.post(url),
        };
        request = request.header(header::ACCEPT, "application/json");
        if let Some(body) = body {
            request = request.json(body);
        }
        if let Some(token) = token {
            request = request.bearer_auth(token.secret.expose_secret());
        }
        let started = Instant::now();
        let counters = &self.inner.counters;
        let counter = if op == &TOKENS { &counters.mints } else { &counters.calls };
        counter.fetch_add(1, Ordering::Relaxed);
        let left = deadline.saturating_duration_since(started);
        let response = request.timeout(left).send().await.map_err(|e| lost(op, &e))?;
        let status = response.status();
        let retry_after = retry_after(response.headers());
        let bytes = read_body(op, response).await;
        debug!(operation = op.name, status = status.as_u16(), elapsed = ?started.elapsed(), "answered");
        if !status.is_success() {
            // The status alone says what happened; an unreadable error body takes nothing from it.
            return Err(status_error(op, status, retry_after, &bytes.unwrap_or_default()));
        }
        let bytes = bytes?;
        // Some writes are documented to answer 200 and nothing else. An empty list read, though, is no empty list.
        if bytes.is_empty() && op.kind == Kind::Write {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&bytes).map_err(|e| undecodable(op, e.to_string()))
    }

    fn url(&self, path: &str) -> url::Url {
        let mut url = self.inner.config.base_url.clone();
        url.set_path(path);
        url
    }
}

async fn read_body(op: &'static Operation, mut response: reqwest::Response) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| lost(op, &e))? {
        if bytes.len() + chunk.len() > LONGEST_BODY {
            return Err(undecodable(op, "answer is longer than 16 MB".into()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// No answer, or not all of it.
fn lost(op: &'static Operation, error: &reqwest::Error) -> Error {
    let operation = op.name;
    let sent = !(error.is_connect() || error.is_builder());
    let reason = if error.is_timeout() {
        "timed out"
    } else if !sent {
        "could not connect"
    } else {
        "connection lost before the whole answer came"
    };
    match op.kind {
        Kind::Write if sent => Error::Unknown { operation, reason: reason.into() },
        _ => Error::Unavailable { operation, sent, status: None, message: reason.into() },
    }
}

/// A 2xx whose body cannot be read at all: the work of a write is likely done.
fn undecodable(op: &'static Operation, reason: String) -> Error {
    match op.kind {
        Kind::Write => Error::Unknown { operation: op.name, reason: format!("undecodable answer: {reason}") },
        Kind::Read => protocol(op, "$", reason),
    }
}

fn protocol(op: &'static Operation, field: impl Into<String>, reason: String) -> Error {
    Error::Protocol { operation: op.name, field: field.into(), reason }
}

/// Seconds, or an HTTP date.
fn retry_after(headers: &header::HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Some(Duration::try_from(at.duration_since(jiff::Timestamp::now())).unwrap_or_default())
}

fn status_error(op: &'static Operation, status: StatusCode, retry_after: Option<Duration>, body: &[u8]) -> Error {
    let operation = op.name;
    let said = refusal(body, status.canonical_reason().unwrap_or("no text"));
    match status.as_u16() {
        401 | 403 => Error::Unauthorized { operation, message: said.message },
        429 => Error::RateLimited { operation, retry_after },
        404 => Error::NotFound { operation, message: said.message },
        408 | 500.. => {
            Error::Unavailable { operation, sent: true, status: Some(status.as_u16()), message: said.message }
        }
        code => said.into_error(operation, code),
    }
}
