//! Services and their prices.

use telegent::{Filter, ServiceCreate, ServiceItemAdd, ServiceUpdate};

use super::{assert_not_found, assert_refused, stranger, support::empty};

fn create() -> ServiceCreate {
    ServiceCreate { service_name: "Caller Id".into(), cost_cents: 123, monthly: Some(true) }
}

#[tokio::test]
async fn a_service_is_made_read_changed_and_deleted() {
    let (sandbox, client) = empty().await;
    let services = client.services();
    assert_refused(services.create(&ServiceCreate { service_name: String::new(), ..create() }).await, "ServiceName");
    let made = services.create(&create()).await.unwrap();
    let id = made.service_id.clone();
    assert_eq!(services.get(&id).await.unwrap().value, made.value);
    let listed = client.accounts().services(Filter::Active).await.unwrap();
    assert_eq!(listed.value, std::slice::from_ref(&made.value));
    assert!(listed.raw["AggregatorId"].is_string(), "shown as the aggregator's");
    let update = ServiceUpdate { service_id: id.clone(), cost_cents: Some(234), ..ServiceUpdate::default() };
    assert_not_found(stranger(&sandbox).services().update(&update).await);
    let answer = services.update(&update).await.unwrap();
    assert_eq!((&answer.value, &answer.raw), (&None, &serde_json::Value::Null), "200 and no body");
    let read = services.get(&id).await.unwrap();
    assert_eq!((read.cost_cents, read.service_name.as_deref()), (Some(234), Some("Caller Id")));
    assert_not_found(stranger(&sandbox).services().get(&id).await);
    assert_not_found(stranger(&sandbox).services().delete(&id).await);
    services.delete(&id).await.unwrap();
    assert_not_found(services.get(&id).await);
    assert_not_found(services.delete(&id).await);
}

#[tokio::test]
async fn prices_have_no_ids() {
    let (sandbox, client) = empty().await;
    let services = client.services();
    let id = services.create(&create()).await.unwrap().service_id.clone();
    let price = |distributor: Option<&str>, cents| ServiceItemAdd {
        service_id: id.clone(),
        distributor_id: distributor.map(str::to_owned),
        price_cents: Some(cents),
        monthly: Some(true),
        ..ServiceItemAdd::default()
    };
    let added = services.add_item(&price(None, 999)).await.unwrap();
    assert_eq!((added.service_id.as_deref(), added.successful), (Some(id.as_str()), Some(true)));
    services.add_item(&price(Some("DID-sandbox"), 1)).await.unwrap();
    let changed = services.update_item(&price(Some("DID-sandbox"), 1499)).await.unwrap();
    assert_eq!((&changed.service_id, changed.price_cents), (&None, Some(1499)));
    let items = services.items(&id).await.unwrap();
    assert_eq!(items.items.iter().map(|i| i.price_cents).collect::<Vec<_>>(), [Some(999), Some(1499)]);
    assert_not_found(services.update_item(&price(Some("DID-other"), 1)).await);
    let theirs = stranger(&sandbox);
    assert_not_found(theirs.services().items(&id).await);
    assert_not_found(theirs.services().add_item(&price(None, 1)).await);
    assert_not_found(theirs.services().update_item(&price(None, 1)).await);
    assert_not_found(theirs.services().delete_item(&id).await);
    let gone = services.delete_item(&id).await.unwrap();
    assert_eq!((&gone.service_id, gone.successful), (&None, Some(true)));
    assert!(services.items(&id).await.unwrap().items.is_empty(), "only the service can be named: all go");
    assert_not_found(services.update_item(&price(None, 1)).await);
}
