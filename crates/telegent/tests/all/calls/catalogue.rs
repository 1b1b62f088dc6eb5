//! Distributors, and what an account lists; products, packages and services.

use telegent::{
    BillingFrequency, Client, DistributorCreate, DistributorUpdate, Filter, PackageItemUpdate, PackageUpdate,
    ProductUpdate, ServiceCreate, ServiceItemAdd, ServiceUpdate,
};

use super::{Results, first_line::address, text};

pub async fn calls(client: &Client) -> Results {
    let mut results = retail(client).await;
    let create =
        DistributorCreate { distributor_name: "x".into(), billing_address: address(), mailing_address: address() };
    let update = DistributorUpdate {
        distributor_id: "DID".into(),
        distributor_name: text("x"),
        billing_address: address(),
        mailing_address: address(),
    };
    let accounts = client.accounts();
    results.extend(calls! {
        "distributor.get": client.distributor().get("DID");
        "distributor.create": client.distributor().create(&create);
        "distributor.update": client.distributor().update(&update);
        "account.services": accounts.services(Filter::Active);
        "account.products": accounts.products(Filter::All);
        "account.packages": accounts.packages(Filter::Inactive);
        "account.webhooks": accounts.webhooks(Some("AID-1234567"));
    });
    results
}

async fn retail(client: &Client) -> Results {
    let product = ProductUpdate {
        product_id: "PRID".into(),
        sku: text("eSim"),
        description: text("Telegent eSim"),
        product_type: text("esim"),
        sub_type: text("esim"),
        cost_cents: Some(1234),
        billing_frequency: Some(BillingFrequency::Monthly),
    };
    let package = PackageUpdate {
        package_id: "PID".into(),
        package_name: text("Package 10"),
        description: text("x"),
        subscriber_id: text("TSUID"),
        package_type: text("sip"),
        price_cents: Some(30_000),
        monthly: Some(true),
    };
    let item = PackageItemUpdate {
        package_id: "PID".into(),
        package_item_id: "PIID".into(),
        price_cents: Some(112),
        monthly: Some(false),
        item_type: text("mvno"),
    };
    let service = ServiceCreate { service_name: "Caller Id".into(), cost_cents: 123, monthly: Some(true) };
    let service_update = ServiceUpdate {
        service_id: "SID".into(),
        service_name: text("Caller Id"),
        cost_cents: Some(234),
        monthly: Some(true),
    };
    let price = ServiceItemAdd {
        service_id: "SID".into(),
        aggregator_id: text("AGG"),
        distributor_id: text("DID"),
        price_cents: Some(999),
        monthly: Some(true),
    };
    let (products, packages, services) = (client.products(), client.packages(), client.services());
    calls! {
        "products.update": products.update(&product);
        "products.delete": products.delete("PRID");
        "packages.subscriptions": packages.subscriptions("PID");
        "packages.update": packages.update(&package);
        "packages.delete": packages.delete("PID");
        "packages.update_item": packages.update_item(&item);
        "packages.delete_item": packages.delete_item("PID", "PIID");
        "services.get": services.get("SID");
        "services.create": services.create(&service);
        "services.update": services.update(&service_update);
        "services.delete": services.delete("SID");
        "services.items": services.items("SID");
        "services.add_item": services.add_item(&price);
        "services.update_item": services.update_item(&price);
        "services.delete_item": services.delete_item("SID");
    }
}
