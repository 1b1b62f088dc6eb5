//! Distributors, and what an account lists.

use sandbox::{FOREIGN_ACCOUNT, FOREIGN_KEY};
use secrecy::ExposeSecret;
use telegent::{AccountCreate, Address, DistributorCreate, DistributorUpdate, Filter, WebhookEvent, WebhookSettings};

use super::{
    assert_not_found, assert_refused, stranger,
    support::{client as sign_in, demo, empty},
};

#[tokio::test]
async fn a_distributor_is_made_signs_in_and_is_changed() {
    let (sandbox, client) = empty().await;
    let create = DistributorCreate {
        distributor_name: "Second Wireless".into(),
        billing_address: Some(Address { city: Some("Lehi".into()), country: Some("USA".into()), ..Address::default() }),
        mailing_address: None,
    };
    let made = client.distributor().create(&create).await.unwrap();
    assert_eq!(made.account_key.as_deref(), Some(made.distributor_id.as_str()));
    assert_eq!((made.billing_address.city.as_deref(), &made.billing_address.country), (Some("Lehi"), &None));
    let secret = made.secret.clone().unwrap();
    assert!(!format!("{made:?}").contains(secret.expose_secret()), "secrets are never printed");

    let second = sign_in(&sandbox, &made.distributor_id, secret.expose_secret());
    second.accounts().create(&AccountCreate { account_name: "A".into(), ..Default::default() }).await.unwrap();
    let itself = second.distributor().get(&made.distributor_id).await.unwrap();
    assert_eq!(itself.total_accounts, Some(1));
    assert!(itself.account_key.as_ref().is_some_and(|key| key.starts_with("AGID-")), "not what tokens are made with");

    let id = made.distributor_id.clone();
    let update = DistributorUpdate { distributor_id: id, distributor_name: Some("Third".into()), ..Default::default() };
    let changed = client.distributor().update(&update).await.unwrap();
    assert_eq!(changed.distributor_name.as_deref(), Some("Third"));
    assert_eq!(changed.billing_address.city.as_deref(), Some("Lehi"), "what is not sent stays");
    assert_eq!(changed.secret.as_ref().map(|s| s.expose_secret()), Some(secret.expose_secret()));
    assert!(!sandbox.state().to_string().contains(secret.expose_secret()));

    assert_refused(client.distributor().create(&DistributorCreate::default()).await, "DistributorName");
    assert_not_found(client.distributor().get(FOREIGN_KEY).await);
    assert_not_found(stranger(&sandbox).distributor().get(&made.distributor_id).await);
    assert_not_found(stranger(&sandbox).distributor().update(&update).await);
}

#[tokio::test]
async fn an_account_lists_what_it_can_use() {
    let (sandbox, client) = demo().await;
    let accounts = client.accounts();
    let products = accounts.products(Filter::Active).await.unwrap();
    assert_eq!(products.value, client.distributor().products(Filter::Active).await.unwrap().value);
    assert_eq!(accounts.packages(Filter::All).await.unwrap().len(), 4);
    assert!(accounts.packages(Filter::Inactive).await.unwrap().is_empty());
    assert!(accounts.services(Filter::All).await.unwrap().is_empty());
    let schedules = accounts.schedules().await.unwrap();
    assert_eq!(schedules.len(), 3);
    assert_eq!(schedules[0].week[0].start.as_deref(), Some("8:00 AM"));
    assert_eq!((&schedules[0].week[6].start, &schedules[0].week[6].end), (&None, &None), "closed on Sundays");
    let webhooks = accounts.webhooks(Some("AID-mensah")).await.unwrap();
    assert!(webhooks.raw.is_array() && webhooks.is_empty());
    let events = vec![WebhookEvent::NewSms];
    let hook =
        WebhookSettings::posting_to("https://portal.example.com/events", "hook-token".into(), events, "AID-mensah");
    let made = client.webhooks().create(&hook).await.unwrap();
    let webhooks = accounts.webhooks(Some("AID-mensah")).await.unwrap();
    assert_eq!(webhooks.raw[0], made.raw);
    assert_eq!((webhooks.len(), &webhooks[0].webhook_id), (1, &made.webhook_id));
    assert_refused(accounts.webhooks(None).await, "AccountId");
    assert_not_found(accounts.webhooks(Some(FOREIGN_ACCOUNT)).await);
    let theirs = stranger(&sandbox);
    assert!(theirs.accounts().products(Filter::All).await.unwrap().is_empty());
    assert!(theirs.accounts().packages(Filter::All).await.unwrap().is_empty());
    assert!(theirs.accounts().schedules().await.unwrap().is_empty());
    assert!(theirs.accounts().workgroups().await.unwrap().is_empty());
}
