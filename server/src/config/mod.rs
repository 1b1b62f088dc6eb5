//! Configuration: documented defaults ← file ← environment, read once and checked at start.

mod check;

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use figment::{
    Figment, Profile,
    providers::{Env, Format, Toml},
};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use services::{Vault, mail::Brand};
use url::Url;

pub use check::{Invalid, Problem};

/// The documented defaults.
pub const DEFAULTS: &str = include_str!("../../config.default.toml");

/// Everything an operator can set. `config.default.toml` says what each key means.
#[derive(Clone, Debug, Deserialize)]
pub struct Config {
    /// Where the data is; holds a password.
    #[serde(default)]
    pub database_url: SecretString,
    /// Most connections to the database.
    pub database_connections: u32,
    /// Where the portal listens.
    pub addr: SocketAddr,
    /// Seals what other people confide to the portal: 64 hexadecimal digits.
    #[serde(default, deserialize_with = "secret_text")]
    pub secret_key: SecretString,
    /// Where people reach it.
    pub public_url: Option<Url>,
    /// Header in which a proxy says where a request comes from.
    pub client_addr_header: Option<String>,
    /// What was built for the browser.
    pub site_root: PathBuf,
    /// Made-up families.
    pub demo: bool,
    /// IANA name.
    pub default_time_zone: String,
    /// Seconds between full readings of Telegent.
    pub sync_seconds: u64,
    /// The upstream.
    pub telegent: Telegent,
    /// Bringing numbers over.
    pub porting: Porting,
    /// Leaving an account safely.
    pub safety: Safety,
    /// Outgoing mail.
    pub mail: Mail,
    /// Whose portal it is.
    pub brand: Brand,
    /// Where Telegent delivers.
    #[serde(default)]
    pub routes: Routes,
    /// Makes password hashes cheap; for tests, and out of reach of file and environment.
    #[serde(skip)]
    pub cheap_passwords: bool,
}

/// The upstream.
#[derive(Clone, Debug, Deserialize)]
pub struct Telegent {
    /// Scheme and host.
    pub base_url: Url,
    /// Account key.
    #[serde(default, deserialize_with = "text")]
    pub account_key: String,
    /// Its secret.
    #[serde(default, deserialize_with = "secret_text")]
    pub account_secret: SecretString,
    /// Budget all replicas share.
    pub requests_per_minute: u32,
    /// How long, in seconds, something may come to light after its answer was lost.
    pub settle_seconds: u64,
}

/// Bringing numbers over.
#[derive(Clone, Debug, Deserialize)]
pub struct Porting {
    /// How many times faster than real time orders are looked at and reminded of; for demonstrations and tests.
    pub hurry: u32,
}

/// Leaving an account safely.
#[derive(Clone, Debug, Deserialize)]
pub struct Safety {
    /// Where its page is left for at once.
    pub exit_url: Url,
}

/// Outgoing mail.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    /// Into a directory.
    pub dir: Option<PathBuf>,
    /// Through a mail server; holds a password.
    pub smtp: Option<SecretString>,
    /// Sender, `Name <address>`.
    pub from: String,
}

/// Where Telegent delivers texts and calls.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Routes {
    /// Of message routes.
    pub message_url: Option<Url>,
    /// Of voice routes.
    pub voice_url: Option<Url>,
}

impl Config {
    /// Reads defaults, the file of `HOMELINE_CONFIG`, and the environment, and checks the whole.
    ///
    /// # Errors
    /// Everything that is wrong, in one message.
    pub fn load() -> anyhow::Result<Self> {
        let config: Self = Self::figment(std::env::var_os("HOMELINE_CONFIG").map(PathBuf::from)).extract()?;
        config.check()?;
        Ok(config)
    }

    /// The documented defaults alone, unchecked: what is needed is still missing.
    ///
    /// # Errors
    /// None, unless the file in this repository is broken.
    pub fn defaults() -> anyhow::Result<Self> {
        Ok(Figment::new().merge(Toml::string(DEFAULTS)).extract()?)
    }

    /// The sources in their order.
    pub fn figment(file: Option<PathBuf>) -> Figment {
        let figment = Figment::new().merge(Toml::string(DEFAULTS));
        let figment = match file {
            Some(path) => figment.merge(Toml::file_exact(path)),
            None => figment,
        };
        figment
            .merge(
                Env::prefixed("HOMELINE_")
                    .map(|key| if key == "mail_dir" { "mail.dir".into() } else { key.into() })
                    .split("__"),
            )
            .merge(Env::raw().only(&["database_url"]))
            .merge(Env::prefixed("TELEGENT_").map(|key| format!("telegent.{}", key.as_str().to_lowercase()).into()))
            .select(Profile::Default)
    }

    /// The vault of [`Config::secret_key`]. Without one, in a demonstration, what is sealed is lost with the process.
    ///
    /// # Errors
    /// When the key is none, or missing outside a demonstration.
    pub fn vault(&self) -> anyhow::Result<Vault> {
        use secrecy::ExposeSecret;

        if self.demo && self.secret_key.expose_secret().is_empty() {
            tracing::warn!("no secret_key: PINs of old carriers are asked for anew after a restart");
            return Ok(Vault::ephemeral()?);
        }
        let key = check::secret_key(&self.secret_key).context("secret_key: 64 hexadecimal digits")?;
        Ok(Vault::new(&key)?)
    }

    /// Where people reach the portal, given where it came to listen.
    pub fn public_url_at(&self, addr: SocketAddr) -> anyhow::Result<Url> {
        match &self.public_url {
            Some(url) => Ok(url.clone()),
            None => Ok(format!("http://{addr}").parse()?),
        }
    }
}

/// Text that may look like a number: the environment has no quotes to tell them apart.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Scalar {
        Text(String),
        Unsigned(u64),
        Signed(i64),
        Bool(bool),
    }
    Ok(match Scalar::deserialize(deserializer)? {
        Scalar::Text(text) => text,
        Scalar::Unsigned(number) => number.to_string(),
        Scalar::Signed(number) => number.to_string(),
        Scalar::Bool(truth) => truth.to_string(),
    })
}

fn secret_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretString, D::Error> {
    text(deserializer).map(SecretString::from)
}

#[cfg(test)]
mod tests;
