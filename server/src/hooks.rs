//! `/hooks/orders/{token}`: what Telegent tells us of orders. It is a hint to read the order, never the truth.

use app::context::AppState;
use axum::{
    body::Bytes,
    extract::{Path, State},
};
use http::{HeaderMap, StatusCode, header::AUTHORIZATION};
use secrecy::ExposeSecret;
use services::port_ins::{self, HOOK, Heard};

/// The part of the path after `/hooks/`: where Telegent is told to post.
pub(crate) fn path(vault: &services::Vault) -> String {
    format!("/hooks/orders/{}", address(vault).expose_secret())
}

/// The address is as hard to guess as the token that is sent along, and another one: addresses end up in logs.
fn address(vault: &services::Vault) -> secrecy::SecretString {
    vault.token(&format!("{HOOK} address"))
}

/// Takes an event: a wrong address or token is answered 404, everything else at once with 200.
pub(crate) async fn orders(
    State(state): State<AppState>,
    Path(address): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let sent = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = sent.rsplit(' ').next().unwrap_or_default();
    if !(state.vault.is_token(&format!("{HOOK} address"), &address) && state.vault.is_token(HOOK, token)) {
        return StatusCode::NOT_FOUND;
    }
    let event = serde_json::from_slice(&body).unwrap_or_default();
    match port_ins::heard(&state.db, &Heard::read(&event)).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            tracing::warn!(%error, "event of an order not taken");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
