//! Somebody signed in.

use anyhow::ensure;
use app::context::AppState;
use domain::Role;
use http::{HeaderMap, header};
use reqwest::{Client, RequestBuilder, redirect::Policy};
use services::{Actor, identity};
use url::{Url, form_urlencoded};

use crate::stage::PASSWORD;

/// A person, and a client that holds the person's session.
pub(crate) struct Viewer {
    /// Who it is.
    pub(crate) actor: Actor,
    /// The session as a `Cookie` header.
    pub(crate) cookie: String,
    client: Client,
    base: Url,
}

/// An answer.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Page {
    /// A header as text; empty when it is not there.
    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Viewer {
    /// Makes the person and signs in through the form.
    pub(crate) async fn sign_in(
        state: &AppState,
        base: &Url,
        email: &str,
        role: Role,
        family: Option<(&str, &str)>,
    ) -> anyhow::Result<Self> {
        let actor =
            identity::create_user(&state.db, &state.hasher, email, "Dana Mensah", PASSWORD.into(), role, family)
                .await?;
        let client = Client::builder().redirect(Policy::none()).tcp_nodelay(true).build()?;
        let mut viewer = Self { actor, cookie: String::new(), client, base: base.clone() };
        let answer = viewer.post("/do/sign-in", &[("email", email), ("password", PASSWORD), ("next", "/")]).await?;
        viewer.cookie = answer.header(header::SET_COOKIE).split(';').next().unwrap_or_default().to_owned();
        ensure!(!viewer.cookie.is_empty(), "signing in answers {} without a cookie", answer.status);
        Ok(viewer)
    }

    /// Opens a page.
    pub(crate) async fn get(&self, path: &str) -> anyhow::Result<Page> {
        self.send(self.client.get(self.base.join(path)?)).await
    }

    /// Posts a form as this site's own pages do.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Page> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(self.base.join(path)?).header("sec-fetch-site", "same-origin");
        self.send(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)).await
    }

    async fn send(&self, request: RequestBuilder) -> anyhow::Result<Page> {
        let request = request.header(header::ACCEPT, "text/html").header(header::COOKIE, &self.cookie);
        let answer = request.send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Ok(Page { status, headers, body: answer.text().await? })
    }
}
