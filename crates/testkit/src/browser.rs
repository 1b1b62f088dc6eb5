//! A browser as far as tests need one: cookies, forms, no redirects followed.

use reqwest::{Client, RequestBuilder, header::HeaderMap, redirect::Policy};
use url::Url;

/// Keeps cookies and says what browsers say.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    base: Url,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Page {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as text.
    pub body: String,
}

impl Page {
    /// A header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it redirects to.
    pub fn location(&self) -> &str {
        self.header("location")
    }
}

impl Browser {
    pub(crate) fn new(base: Url) -> anyhow::Result<Self> {
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build()?;
        Ok(Self { client, base })
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn get(&self, path: &str) -> anyhow::Result<Page> {
        self.send(self.client.get(self.base.join(path)?)).await
    }

    /// Posts a form as this site's own pages do.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Page> {
        let request = self.client.post(self.base.join(path)?).header("sec-fetch-site", "same-origin");
        self.send(request.form(fields)).await
    }

    /// Signs in; the answer is the redirect.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn sign_in(&self, email: &str, password: &str) -> anyhow::Result<Page> {
        self.post_form("/do/sign-in", &[("email", email), ("password", password), ("next", "/")]).await
    }

    /// A request to be shaped by the test.
    ///
    /// # Errors
    /// When the path is none.
    pub fn request(&self, method: &str, path: &str) -> anyhow::Result<RequestBuilder> {
        Ok(self.client.request(method.parse()?, self.base.join(path)?))
    }

    /// Sends it as a person's browser does.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn send(&self, request: RequestBuilder) -> anyhow::Result<Page> {
        let answer = request.header("accept", "text/html,application/xhtml+xml").send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Ok(Page { status, headers, body: answer.text().await? })
    }
}
