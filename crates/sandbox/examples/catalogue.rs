//! Distributors, products, packages, services: `cargo run -p sandbox --example catalogue`.

use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox, Seed};
use telegent::{
    Client, Config, Error, Filter, PackageItemUpdate, PackageUpdate, ProductUpdate, ServiceCreate, ServiceItemAdd,
};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
    let client = Client::new(Config::new(sandbox.base_url.clone(), ACCOUNT_KEY, ACCOUNT_SECRET.into()))?;
    let (products, packages, services) = (client.products(), client.packages(), client.services());

    let us = client.distributor().get(ACCOUNT_KEY).await?;
    println!("{:?} has {:?} accounts; its secret prints as {:?}", us.distributor_name, us.total_accounts, us.secret);

    let cost = ProductUpdate { product_id: "PRID-voice".into(), cost_cents: Some(350), ..ProductUpdate::default() };
    println!("{:?}", products.update(&cost).await?.value);
    match products.delete("PRID-voice").await {
        Err(Error::Refused { message, .. }) => println!("not while it is sold: {message}"),
        other => anyhow::bail!("{other:?}"),
    }

    // See whom a change would touch before making it.
    let read = packages.subscriptions("PID-kids-2").await?;
    println!("{} are subscribed to {:?}", read.subscriptions.len(), read.package.package_name);
    let price = PackageUpdate { package_id: "PID-kids-2".into(), price_cents: Some(1599), ..PackageUpdate::default() };
    packages.update(&price).await?;
    for item in packages.items("PID-kids-2").await?.value.iter().take(1) {
        let free = PackageItemUpdate {
            package_id: "PID-kids-2".into(),
            package_item_id: item.package_item_id.clone(),
            price_cents: Some(0),
            ..PackageItemUpdate::default()
        };
        println!("{:?}", packages.update_item(&free).await?.value);
    }

    let service = ServiceCreate { service_name: "Caller Id".into(), cost_cents: 123, monthly: Some(true) };
    let service_id = services.create(&service).await?.into_value().service_id;
    let item = ServiceItemAdd { service_id: service_id.clone(), price_cents: Some(999), ..ServiceItemAdd::default() };
    services.add_item(&item).await?;
    println!("{:?}", services.items(&service_id).await?.value);
    println!("{} services on the account", client.accounts().services(Filter::Active).await?.len());
    services.delete(&service_id).await?;
    Ok(())
}
