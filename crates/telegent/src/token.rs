//! One bearer token per endpoint URL, minted by one caller while the others wait.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::{
    sync::Mutex as AsyncMutex,
    time::{Instant, timeout_at},
};

use crate::{
    budget::Priority,
    client::Client,
    decode::{Fields, envelope},
    error::Error,
    operation::{Operation, TOKENS},
    types::When,
};

/// Clocks differ and a call takes time: a token is not used in its last minute.
const SKEW: Duration = Duration::from_secs(60);
/// Lifetimes are documented as "a few minutes" only; never trust one for longer than this.
const LONGEST: Duration = Duration::from_secs(600);
/// For tokens whose expiry is missing or already past by our clock: short, a 401 corrects the rest.
const FALLBACK: Duration = Duration::from_secs(30);

/// A usable token and which minting it came from.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) secret: SecretString,
    good_until: Instant,
    serial: u64,
}

#[derive(Default)]
struct Slot {
    token: Option<Token>,
    serial: u64,
    /// Callers that were already waiting when a mint failed share the failure instead of each trying again.
    failed: Option<(Instant, Error)>,
}

/// Cache of tokens by endpoint URL.
#[derive(Default)]
pub(crate) struct Broker {
    slots: Mutex<HashMap<String, Arc<AsyncMutex<Slot>>>>,
}

impl Broker {
    fn slot(&self, endpoint: &str) -> Arc<AsyncMutex<Slot>> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(endpoint.to_owned()).or_default())
    }

    /// Forgets a token the upstream refused, unless somebody replaced it meanwhile.
    pub(crate) async fn forget(&self, endpoint: &str, refused: &Token) {
        let slot = self.slot(endpoint);
        let mut slot = slot.lock().await;
        if slot.token.as_ref().is_some_and(|t| t.serial == refused.serial) {
            slot.token = None;
        }
    }
}

impl Client {
    /// A token for this endpoint, cached or minted. Errors carry the name of the operation that needed it.
    pub(crate) async fn token(
        &self,
        operation: &'static Operation,
        endpoint: &str,
        deadline: &mut Instant,
    ) -> Result<Token, Error> {
        let asked = Instant::now();
        let slot = self.inner.tokens.slot(endpoint);
        let Ok(mut slot) = timeout_at(*deadline, slot.lock()).await else {
            let message = "no token came in time".into();
            return Err(Error::Unavailable { operation: operation.name, sent: false, status: None, message });
        };
        if let Some(token) = slot.token.as_ref().filter(|t| t.good_until > Instant::now()) {
            return Ok(token.clone());
        }
        if let Some((_, error)) = slot.failed.as_ref().filter(|(at, _)| *at >= asked) {
            return Err(error.clone());
        }
        match self.mint(operation, endpoint, deadline).await {
            Ok((secret, lifetime)) => {
                slot.serial += 1;
                let token = Token { secret, good_until: Instant::now() + lifetime, serial: slot.serial };
                slot.token = Some(token.clone());
                slot.failed = None;
                Ok(token)
            }
            Err(error) => {
                // Others have more time: theirs is not over with this caller's.
                if Instant::now() < *deadline {
                    slot.failed = Some((Instant::now(), error.clone()));
                }
                Err(error)
            }
        }
    }

    /// A token serves whoever comes next, so nobody waits for one that is being had at background priority.
    async fn mint(
        &self,
        op: &'static Operation,
        endpoint: &str,
        deadline: &mut Instant,
    ) -> Result<(SecretString, Duration), Error> {
        let config = &self.inner.config;
        let body = json!({
            "AccountKey": config.account_key,
            "AccountSecret": config.account_secret.expose_secret(),
            "ApiEndpoint": endpoint,
        });
        let client = self.at(Priority::Interactive);
        let raw = client.repeated(&TOKENS, &config.token_path, &[], Some(&body), None, deadline).await;
        let raw = raw.map_err(|e| for_operation(op, e))?;
        read_token(&raw, Timestamp::now()).map_err(|message| Error::Unauthorized { operation: op.name, message })
    }
}

/// The call that needed the token was never sent, whatever happened to the token call.
fn for_operation(op: &'static Operation, error: Error) -> Error {
    let operation = op.name;
    match error {
        Error::RateLimited { retry_after, .. } => Error::RateLimited { operation, retry_after },
        Error::Unavailable { status, message, .. } => {
            Error::Unavailable { operation, sent: false, status, message: format!("token endpoint: {message}") }
        }
        Error::Protocol { field, reason, .. } => Error::Unavailable {
            operation,
            sent: false,
            status: None,
            message: format!("token endpoint: {field} {reason}"),
        },
        other => Error::Unauthorized { operation, message: other.to_string() },
    }
}

/// The token and how long to use it. `successful: false` on HTTP 200 is a refusal.
pub(crate) fn read_token(raw: &Value, now: Timestamp) -> Result<(SecretString, Duration), String> {
    let value = envelope(raw).map_err(|refusal| refusal.message)?;
    let fields = Fields::of(value, "$").map_err(|_| "token answer is not an object".to_owned())?;
    let Some(token) = fields.text(&["token"]) else {
        return Err(fields.text(&["error"]).unwrap_or_else(|| "no token in the answer".into()));
    };
    let printed = fields.text(&["tokenExpiry"]).and_then(|raw| When::parse(&raw).at);
    let expiry = [jwt_expiry(&token), printed].into_iter().flatten().min();
    Ok((SecretString::from(token), lifetime(expiry, now)))
}

/// The `exp` claim, read without verification: it only decides when to ask for the next token.
fn jwt_expiry(token: &str) -> Option<Timestamp> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?.trim_end_matches('=')).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    Timestamp::from_second(claims.get("exp")?.as_i64()?).ok()
}

fn lifetime(expiry: Option<Timestamp>, now: Timestamp) -> Duration {
    let Some(left) = expiry.and_then(|e| Duration::try_from(e.duration_since(now)).ok()).filter(|d| !d.is_zero())
    else {
        return FALLBACK;
    };
    if left > SKEW * 2 { (left - SKEW).min(LONGEST) } else { left / 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jwt(exp: i64) -> String {
        format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(format!("{{\"exp\":{exp}}}")))
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_earlier_expiry_counts_less_a_minute() {
        let raw = json!({"token": jwt(1_000_300), "successful": true, "tokenExpiry": "01/12/1970 01:56:40 PM"});
        // The printed expiry is 1_000_600, the claim 1_000_300.
        assert_eq!(read_token(&raw, at(1_000_000)).unwrap().1, Duration::from_secs(240));
    }

    #[test]
    fn short_past_missing_and_far_expiries_are_capped() {
        assert_eq!(lifetime(Some(at(40)), at(0)), Duration::from_secs(20));
        assert_eq!(lifetime(Some(at(0)), at(50)), FALLBACK);
        assert_eq!(lifetime(None, at(0)), FALLBACK);
        assert_eq!(lifetime(Some(at(90_000)), at(0)), LONGEST);
    }

    #[test]
    fn soft_refusals_are_refusals() {
        let raw = json!({"token": null, "successful": false, "error": "Invalid AccountKey"});
        assert_eq!(read_token(&raw, at(0)).unwrap_err(), "Invalid AccountKey");
        assert!(read_token(&json!({"successful": true}), at(0)).is_err());
        assert!(read_token(&json!([]), at(0)).is_err());
    }
}
