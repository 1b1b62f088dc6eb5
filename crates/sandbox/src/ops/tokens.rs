//! `POST /v1.0/oauth2/tokens`.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use serde_json::json;
use url::Url;
use uuid::Uuid;

use crate::{
    input::{Input, Outcome, Refusal},
    world::{Grant, World},
};

/// Mints a token for one endpoint. Wrong credentials are answered with `successful: false` on HTTP 200; the endpoint
/// is not checked for existence, as the documentation's own samples suggest. `skew` is by how many seconds the expiry told
/// differs from the one that counts.
pub(crate) fn mint(world: &mut World, input: &Input, lifetime: Duration, skew: i64) -> Outcome {
    let key = input.required("AccountKey")?;
    let secret = input.required("AccountSecret")?;
    let endpoint = input.required("ApiEndpoint")?;
    let url = Url::parse(&endpoint).map_err(|_| Refusal::bad("The ApiEndpoint field is not a valid URL."))?;
    if !world.distributors.iter().any(|d| d.distributor_id == key && d.secret == secret) {
        let error = "Invalid AccountKey or AccountSecret";
        return Ok(json!({ "token": null, "successful": false, "tokenExpiry": null, "error": error }));
    }
    let expires = world.clock.now().checked_add(lifetime).map_err(|e| Refusal::new(500, e.to_string()))?;
    let told = expires.checked_add(SignedDuration::from_secs(skew)).unwrap_or(expires);
    let part = |v: &serde_json::Value| URL_SAFE_NO_PAD.encode(v.to_string());
    let claims = json!({ "sub": key, "endpoint": endpoint, "exp": told.as_second() });
    let signature = URL_SAFE_NO_PAD.encode(Uuid::new_v4().as_bytes());
    let token = format!("{}.{}.{signature}", part(&json!({ "alg": "HS256", "typ": "JWT" })), part(&claims));
    let path = url.path().trim_end_matches('/').to_lowercase();
    world.tokens.insert(token.clone(), Grant { distributor: key, path, expires });
    world.tokens_minted += 1;
    let expiry = told.strftime("%m/%d/%Y %I:%M:%S %p").to_string();
    Ok(json!({ "token": token, "successful": true, "tokenExpiry": expiry }))
}
