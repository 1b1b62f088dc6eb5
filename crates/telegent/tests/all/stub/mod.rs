//! A server that answers every operation with its documented example, and the contract it takes them from.

use std::sync::{Arc, Mutex};

use axum::{Json, Router, body::Bytes, extract::State, http::Request, response::IntoResponse};
use serde_json::{Value, json};
use telegent::{Client, Config, Unlimited};

/// One operation of `contract.yaml`.
pub struct Documented {
    pub method: String,
    pub path: String,
    pub params: Vec<String>,
    pub body: Vec<String>,
    pub required: Vec<String>,
    pub body_example: Value,
    pub response_example: Value,
}

impl Documented {
    /// As `POST /v1.0/numbers/provision`; paths in lower case, the sources do not agree on it.
    pub fn name(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path.to_lowercase())
    }
}

pub fn documented() -> Vec<Documented> {
    let contract: Value = serde_yaml_ng::from_str(include_str!("../../../contract.yaml")).unwrap();
    let names = |row: &Value, key: &str, required: bool| -> Vec<String> {
        let rows = row[key].as_array().cloned().unwrap_or_default();
        let wanted = |f: &&Value| !required || f["required"] == json!(true);
        rows.iter().filter(wanted).map(|f| f["name"].as_str().unwrap().trim_end_matches("[]").to_owned()).collect()
    };
    let read = |row: &Value| Documented {
        method: row["method"].as_str().unwrap().into(),
        path: row["path"].as_str().unwrap().into(),
        params: names(row, "params", false),
        body: names(row, "body", false),
        required: names(row, "body", true),
        body_example: row["body_example"].clone(),
        response_example: match &row["response_example"] {
            Value::Null => schema_example(row["path"].as_str().unwrap()),
            example => example.clone(),
        },
    };
    contract["operations"].as_array().unwrap().iter().map(read).collect()
}

/// Where the contract has no example answer: the fields of the named schema. Null where no body is documented at all.
fn schema_example(path: &str) -> Value {
    match path {
        "/v1.0/account/webhooks" => json!([{
            "WebhookId": "WID-1234567",
            "AccountId": "AID-1234567",
            "WebhookUrl": "https://api.example.com/telegent/events",
            "Method": "POST",
            "DataFormat": "json",
            "AuthenticationType": "Basic",
            "AuthenticationUsername": "webhook_user",
            "AuthenticationPassword": "example-password",
            "AuthenticationToken": "",
            "SubscribedEvents": "Order_Update",
            "Active": true,
        }]),
        "/v1.0/numbers/reactivate" => {
            json!({ "PhoneNumber": "+12125550121", "AccountId": "AID", "Status": "Success", "StatusMessage": null })
        }
        "/v1.0/webhook" | "/v1.0/webhook/create" | "/v1.0/webhook/update" => json!({
            "AccountId": "AID", "WebhookUrl": "https://api.example.com/events", "Method": "POST", "DataFormat": "json",
            "AuthenticationType": "Bearer", "AuthenticationUsername": "", "AuthenticationPassword": null,
            "AuthenticationToken": "hook-token", "SubscribedEvents": "Order_Update, New_SMS", "WebhookId": "WID",
            "Active": true,
        }),
        "/v1.0/webhook/delete" => json!({ "WebhookId": "WID", "WebhookStatus": "Deleted" }),
        _ => Value::Null,
    }
}

/// What was received.
#[derive(Clone)]
pub struct Call {
    pub name: String,
    pub raw_query: String,
    pub query: Vec<(String, String)>,
    pub body: Value,
}

/// Decides an answer from the documented example; `None` leaves it.
type Change = Arc<dyn Fn(&str, &Value) -> Option<Vec<u8>> + Send + Sync>;

#[derive(Clone)]
struct Shared {
    calls: Arc<Mutex<Vec<Call>>>,
    contract: Arc<Vec<Documented>>,
    change: Change,
}

pub struct Stub {
    shared: Shared,
    base_url: String,
    task: tokio::task::JoinHandle<()>,
}

impl Stub {
    pub async fn start() -> Self {
        Self::changing(|_, _| None).await
    }

    /// Answers what `change` makes of the example.
    pub async fn changing(change: impl Fn(&str, &Value) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        let contract = Arc::new(documented());
        let shared = Shared { calls: Arc::default(), contract, change: Arc::new(change) };
        let router = Router::new().fallback(answer).with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { shared, base_url, task }
    }

    pub fn client(&self) -> Client {
        let mut config = Config::new(self.base_url.parse().unwrap(), "DID-test", "secret".into());
        config.budget = Arc::new(Unlimited);
        Client::new(config).unwrap()
    }

    pub fn calls(&self) -> Vec<Call> {
        self.shared.calls.lock().unwrap().iter().filter(|c| !c.name.ends_with("/tokens")).cloned().collect()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(shared): State<Shared>, request: Request<axum::body::Body>) -> axum::response::Response {
    let (parts, body) = request.into_parts();
    let bytes: Bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let name = format!("{} {}", parts.method, parts.uri.path());
    let raw_query = parts.uri.query().unwrap_or_default().to_owned();
    let url = url::Url::parse(&format!("http://x/?{raw_query}")).unwrap();
    let call = Call {
        name: name.clone(),
        query: url.query_pairs().into_owned().filter(|(k, _)| !k.is_empty()).collect(),
        raw_query,
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
    };
    shared.calls.lock().unwrap().push(call);
    if name.ends_with("/tokens") {
        return Json(json!({ "token": "t", "successful": true, "tokenExpiry": "01/01/2999 01:00:00 AM" }))
            .into_response();
    }
    let example = &shared.contract.iter().find(|d| d.name() == name).unwrap().response_example;
    match (shared.change)(&name, example) {
        Some(bytes) => bytes.into_response(),
        None => Json(example).into_response(),
    }
}
