//! Carries what the platform has to tell to its targets, and lets time pass while nobody calls.
//!
//! Only this machine is called: whatever else a route or webhook names is noted as not sent. Each parcel is sent once;
//! no retries are documented.

use std::time::Duration;

use reqwest::{
    Client, Method, RequestBuilder,
    header::{CONTENT_TYPE, HeaderValue},
};
use serde_json::{Map, Value};
use url::{Host, Url};

use crate::{
    gate::Shared,
    world::{Credentials, Delivery, Format, Parcel},
};

const EVERY: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(5);

/// Delivers for ever.
pub(crate) async fn run(shared: Shared) {
    let mut http = None;
    loop {
        for parcel in due(&shared) {
            let outcome = match target(&parcel) {
                Ok(url) => carry(&mut http, &parcel, url).await,
                Err(why) => Err(why),
            };
            let mut world = shared.world();
            let at = world.clock.now();
            let Parcel { kind, method, url, payload, .. } = parcel;
            let (status, error) = match outcome {
                Ok(status) => (Some(status), None),
                Err(error) => (None, Some(error)),
            };
            world.delivered(Delivery { at, kind, method, url, payload, status, error });
        }
        tokio::time::sleep(EVERY).await;
    }
}

fn due(shared: &Shared) -> Vec<Parcel> {
    let mut world = shared.world();
    world.tick();
    std::mem::take(&mut world.outbox)
}

fn target(parcel: &Parcel) -> Result<Url, String> {
    let url = Url::parse(&parcel.url).map_err(|_| "not a URL".to_owned())?;
    let here = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        _ => false,
    };
    if here && url.scheme() == "http" { Ok(url) } else { Err("only http://127.0.0.1 is called".into()) }
}

/// The status answered.
async fn carry(http: &mut Option<Client>, parcel: &Parcel, mut url: Url) -> Result<u16, String> {
    let client = match http {
        Some(client) => client,
        None => http.insert(client()?),
    };
    let method = Method::from_bytes(parcel.method.as_bytes()).map_err(|e| e.to_string())?;
    if method == Method::GET
        && let Value::Object(map) = &parcel.payload
    {
        url.query_pairs_mut().extend_pairs(map.iter().map(|(name, value)| (name, plain(value))));
    }
    let mut request = client.request(method.clone(), url);
    request = match &parcel.credentials {
        Credentials::None => request,
        Credentials::Basic(name, password) => request.basic_auth(name, Some(password)),
        Credentials::Bearer(token) => request.bearer_auth(token),
    };
    if method != Method::GET {
        request = with_body(request, parcel);
    }
    // The chain of causes holds no credentials, unlike what a URL may.
    let answer = request.send().await.map_err(|e| e.without_url().to_string())?;
    Ok(answer.status().as_u16())
}

fn client() -> Result<Client, String> {
    // Somebody else in the process may have chosen a provider already; theirs is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE);
    builder.build().map_err(|e| e.to_string())
}

fn with_body(request: RequestBuilder, parcel: &Parcel) -> RequestBuilder {
    let (kind, body) = match parcel.format {
        Format::Json => ("application/json", parcel.payload.to_string()),
        Format::Xml => ("application/xml", xml(&parcel.payload)),
        Format::Csv => ("text/csv", plain(&parcel.payload)),
    };
    request.header(CONTENT_TYPE, HeaderValue::from_static(kind)).body(body)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// One element per field below `Event`.
fn xml(payload: &Value) -> String {
    let empty = Map::new();
    let fields = payload.as_object().unwrap_or(&empty);
    let element = |(name, value): (&String, &Value)| match value {
        Value::Array(rows) => rows.iter().map(|row| format!("<{name}>{}</{name}>", escaped(&plain(row)))).collect(),
        other => format!("<{name}>{}</{name}>", escaped(&plain(other))),
    };
    format!("<?xml version=\"1.0\"?><Event>{}</Event>", fields.iter().map(element).collect::<String>())
}

/// For XML and HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parcel(url: &str) -> Parcel {
        let (credentials, payload) = (Credentials::None, Value::Null);
        Parcel { kind: "x".into(), method: "POST".into(), url: url.into(), credentials, format: Format::Json, payload }
    }

    #[test]
    fn only_this_machine_is_called() {
        for url in ["http://127.0.0.1:9/x", "http://localhost/x"] {
            assert!(target(&parcel(url)).is_ok(), "{url}");
        }
        for url in
            ["https://portal.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1", "", "ftp://localhost"]
        {
            assert!(target(&parcel(url)).is_err(), "{url}");
        }
    }

    #[test]
    fn xml_is_escaped() {
        let text = xml(&json!({ "Event": "New_Sms", "Message_Body": "a < b & c" }));
        assert_eq!(
            text,
            "<?xml version=\"1.0\"?><Event><Event>New_Sms</Event><Message_Body>a &lt; b &amp; c</Message_Body></Event>"
        );
    }
}
