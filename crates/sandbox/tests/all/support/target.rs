//! A server of ours that webhooks are sent to.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{StatusCode, header},
};
use serde_json::Value;

/// What came.
#[derive(Debug, Clone)]
pub struct Received {
    pub method: String,
    pub path: String,
    pub query: String,
    pub authorization: Option<String>,
    pub content_type: Option<String>,
    pub body: String,
}

impl Received {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub struct Target {
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Target {
    /// Answers everything with this status.
    pub async fn answering(status: u16) -> Self {
        let received = Arc::<Mutex<Vec<Received>>>::default();
        let router = Router::new().fallback(record).with_state((Arc::clone(&received), status));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, received, task }
    }

    pub async fn start() -> Self {
        Self::answering(204).await
    }

    /// Waits until so many have come, and says which.
    pub async fn wait(&self, count: usize) -> Vec<Received> {
        for _ in 0..100 {
            let received = self.received.lock().unwrap().clone();
            if received.len() >= count {
                return received;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{count} were expected: {:?}", self.received.lock().unwrap());
    }

    /// What has come after time enough for more.
    pub async fn settled(&self) -> Vec<Received> {
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.received.lock().unwrap().clone()
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        self.task.abort();
    }
}

type Shared = (Arc<Mutex<Vec<Received>>>, u16);

async fn record(State((received, status)): State<Shared>, request: Request) -> StatusCode {
    let (parts, body) = request.into_parts();
    let header = |name| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let one = Received {
        method: parts.method.to_string(),
        path: parts.uri.path().into(),
        query: parts.uri.query().unwrap_or_default().into(),
        authorization: header(header::AUTHORIZATION),
        content_type: header(header::CONTENT_TYPE),
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    received.lock().unwrap().push(one);
    StatusCode::from_u16(status).unwrap()
}
