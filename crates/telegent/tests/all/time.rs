//! Waiting: for permits, for tokens, and how much of it a write bears.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Json, Router, extract::State, http::Uri};
use futures::future::BoxFuture;
use serde_json::{Value, json};
use telegent::{AccountCreate, Budget, BudgetError, Client, Config, Error, Priority, Timeouts};
use tokio::time::sleep;

/// Hands permits out slowly and notes to whom.
#[derive(Default)]
struct Slow {
    pause: Duration,
    asked: Mutex<Vec<Priority>>,
}

impl Budget for Slow {
    fn acquire(&self, priority: Priority) -> BoxFuture<'_, Result<(), BudgetError>> {
        self.asked.lock().unwrap().push(priority);
        let pause = self.pause;
        Box::pin(async move {
            sleep(pause).await;
            Ok(())
        })
    }

    fn pause(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

#[derive(Clone, Default)]
struct Upstream {
    token_takes: Duration,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Upstream {
    async fn client(&self, budget: Arc<Slow>) -> Client {
        let router = Router::new().fallback(answer).with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let timeouts = Timeouts { total: Duration::from_millis(600), ..Timeouts::default() };
        Client::new(Config { budget, timeouts, ..Config::new(base_url, "DID-test", "secret".into()) }).unwrap()
    }

    fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

async fn answer(State(upstream): State<Upstream>, uri: Uri) -> Json<Value> {
    if uri.path().ends_with("/tokens") {
        sleep(upstream.token_takes).await;
        return Json(json!({ "token": "t", "successful": true, "tokenExpiry": "01/01/2999 01:00:00 AM" }));
    }
    upstream.calls.lock().unwrap().push(uri.path().to_owned());
    Json(json!({ "AccountId": "AID-1" }))
}

#[tokio::test]
async fn waiting_for_permits_takes_nothing_from_the_call() {
    let upstream = Upstream::default();
    let client = upstream.client(Arc::new(Slow { pause: Duration::from_millis(400), ..Slow::default() })).await;
    let made = client.accounts().create(&AccountCreate::default()).await.unwrap();
    assert_eq!(made.account_id, "AID-1");
}

#[tokio::test]
async fn a_write_with_little_time_left_is_not_begun() {
    let upstream = Upstream { token_takes: Duration::from_millis(400), ..Upstream::default() };
    let client = upstream.client(Arc::default()).await;
    let error = client.accounts().create(&AccountCreate::default()).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { sent: false, .. }) && !error.maybe_done(), "{error}");
    assert!(upstream.calls().is_empty());
    // The token is there now.
    client.accounts().create(&AccountCreate::default()).await.unwrap();
    assert_eq!(upstream.calls().len(), 1);
}

#[tokio::test]
async fn tokens_are_had_at_once_whoever_asks_first() {
    let budget = Arc::new(Slow::default());
    let client = Upstream::default().client(Arc::clone(&budget)).await;
    client.at(Priority::Background).accounts().get("AID-1").await.unwrap();
    assert_eq!(*budget.asked.lock().unwrap(), [Priority::Interactive, Priority::Background]);
}
