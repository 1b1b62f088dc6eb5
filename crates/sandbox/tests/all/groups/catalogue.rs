//! Changing and deleting products, packages and the items in them.

use telegent::{
    BillingFrequency, PackageCreate, PackageItemAdd, PackageItemNew, PackageItemUpdate, PackageUpdate, ProductUpdate,
};

use super::{
    assert_not_found, assert_refused, stranger,
    support::{demo, empty},
};

fn package() -> PackageCreate {
    PackageCreate {
        package_name: "Voicemail".into(),
        description: None,
        subscriber_id: None,
        package_type: "mvno".into(),
        price_cents: 300,
        monthly: true,
        package_items: vec![PackageItemNew {
            product_id: "PRID-voice".into(),
            price_cents: Some(112),
            monthly: Some(true),
            item_type: Some("addon".into()),
        }],
    }
}

#[tokio::test]
async fn a_product_changes_and_goes_once_no_package_holds_it() {
    let (sandbox, client) = empty().await;
    let products = client.products();
    let update = ProductUpdate {
        product_id: "PRID-voice".into(),
        cost_cents: Some(350),
        billing_frequency: Some(BillingFrequency::Once),
        ..ProductUpdate::default()
    };
    let changed = products.update(&update).await.unwrap();
    assert_eq!((changed.cost_cents, changed.sku.as_deref()), (Some(350), Some("VOICE-01")));
    assert_eq!((&changed.aggregator_id, changed.active), (&None, None), "the answer ends before them");
    let read = products.get("PRID-voice").await.unwrap();
    assert_eq!((read.cost_cents, read.billing_frequency.clone()), (Some(350), Some(BillingFrequency::Once)));
    assert_refused(products.delete("PRID-voice").await, "ProductId");
    assert_not_found(stranger(&sandbox).products().update(&update).await);
    assert_not_found(stranger(&sandbox).products().delete("PRID-voice").await);
    sandbox.with(|world| world.packages.clear());
    let gone = products.delete("PRID-voice").await.unwrap();
    assert_eq!((gone.id.as_str(), gone.status.as_deref()), ("PRID-voice", Some("Deleted")));
    assert_not_found(products.get("PRID-voice").await);
    assert_not_found(products.delete("PRID-voice").await);
}

#[tokio::test]
async fn a_package_changes_and_goes_once_nobody_is_subscribed() {
    let (sandbox, client) = demo().await;
    let packages = client.packages();
    let update = PackageUpdate {
        package_id: "PID-kids-2".into(),
        price_cents: Some(1599),
        package_name: Some("Kids".into()),
        ..PackageUpdate::default()
    };
    let changed = packages.update(&update).await.unwrap();
    assert_eq!((changed.price_cents, changed.package_name.as_deref()), (Some(1599), Some("Kids")));
    assert_eq!(packages.get("PID-kids-2").await.unwrap().value, changed.value);
    let nobody = PackageUpdate { subscriber_id: Some("TSUID-nobody".into()), ..update.clone() };
    assert_not_found(packages.update(&nobody).await);

    let read = packages.subscriptions("PID-kids-2").await.unwrap();
    assert_eq!(read.package, changed.value);
    assert_eq!(read.subscriptions.len(), 2);
    assert_refused(packages.delete("PID-kids-2").await, "PackageId");
    for subscription in &read.subscriptions {
        client.subscriptions().delete(&subscription.subscription_id).await.unwrap();
    }
    let read = packages.subscriptions("PID-kids-2").await.unwrap();
    assert_eq!(read.subscriptions.iter().map(|s| s.active).collect::<Vec<_>>(), [Some(false); 2], "ended ones stay");
    let theirs = stranger(&sandbox);
    assert_not_found(theirs.packages().subscriptions("PID-kids-2").await);
    assert_not_found(theirs.packages().update(&update).await);
    assert_not_found(theirs.packages().delete("PID-kids-2").await);
    assert_eq!(packages.delete("PID-kids-2").await.unwrap().status.as_deref(), Some("Deleted"));
    assert_not_found(packages.get("PID-kids-2").await);
}

#[tokio::test]
async fn items_change_inside_one_package() {
    let (sandbox, client) = empty().await;
    let packages = client.packages();
    let made = packages.create(&package()).await.unwrap();
    let item = packages.items(&made.package_id).await.unwrap()[0].clone();
    let update = PackageItemUpdate {
        package_id: made.package_id.clone(),
        package_item_id: item.package_item_id.clone(),
        price_cents: Some(205),
        ..PackageItemUpdate::default()
    };
    let changed = packages.update_item(&update).await.unwrap();
    assert_eq!((changed.price_cents, changed.monthly), (Some(205), Some(true)));
    assert_eq!(changed.product_id.as_deref(), Some("PRID-voice"), "unlike the answer to adding");
    assert_eq!(packages.items(&made.package_id).await.unwrap()[0], changed.value);
    assert_eq!(client.products().get("PRID-voice").await.unwrap().cost_cents, Some(300), "the product stays");
    let elsewhere = PackageItemUpdate { package_id: "PID-family-5".into(), ..update.clone() };
    assert_not_found(packages.update_item(&elsewhere).await);
    assert_not_found(stranger(&sandbox).packages().update_item(&update).await);
    assert_not_found(stranger(&sandbox).packages().delete_item(&made.package_id, &item.package_item_id).await);
    let gone = packages.delete_item(&made.package_id, &item.package_item_id).await.unwrap();
    assert_eq!((&gone.id, gone.status.as_deref()), (&item.package_item_id, Some("Deleted")));
    assert!(packages.items(&made.package_id).await.unwrap().is_empty());
    assert_not_found(packages.delete_item(&made.package_id, &item.package_item_id).await);
    let unknown = PackageItemNew { product_id: "PRID-nothing".into(), ..package().package_items.remove(0) };
    assert_not_found(packages.add_item(&PackageItemAdd { package_id: made.package_id.clone(), item: unknown }).await);
}
