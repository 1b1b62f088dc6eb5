//! What a configuration must fulfil, said all at once.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use services::{
    mail::{Mailer, Transport},
    vault::KEY_LEN,
};

use super::Config;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is set, as in the file.
    pub key: &'static str,
    /// What is wrong and what would be right; never the value of a secret.
    pub message: String,
}

/// A configuration the portal cannot start with.
#[derive(Debug)]
pub struct Invalid(pub Vec<Problem>);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the configuration needs mending:")?;
        self.0.iter().try_for_each(|problem| writeln!(f, "  {}: {}", problem.key, problem.message))
    }
}

impl std::error::Error for Invalid {}

/// The bytes of a key written in hexadecimal.
pub(super) fn secret_key(raw: &SecretString) -> Option<[u8; KEY_LEN]> {
    hex::decode(raw.expose_secret().trim()).ok()?.try_into().ok()
}

impl Config {
    /// Whether the portal can start with it.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<(), Invalid> {
        let mut problems = Vec::new();
        let mut demand = |fine: bool, key: &'static str, message: &str| {
            if !fine {
                problems.push(Problem { key, message: message.to_owned() });
            }
        };
        let database: &str = self.database_url.expose_secret();
        let is_postgres = database.starts_with("postgres://") || database.starts_with("postgresql://");
        demand(is_postgres, "database_url", "set DATABASE_URL to postgres://user@host/database");
        demand(self.database_connections >= 4, "database_connections", "at least 4: the jobs need some of their own");
        demand(!self.telegent.account_key.is_empty(), "telegent.account_key", "set TELEGENT_ACCOUNT_KEY");
        let has_secret = !self.telegent.account_secret.expose_secret().is_empty();
        demand(has_secret, "telegent.account_secret", "set TELEGENT_ACCOUNT_SECRET");
        demand(self.telegent.requests_per_minute > 0, "telegent.requests_per_minute", "at least 1");
        demand(self.telegent.settle_seconds >= 5, "telegent.settle_seconds", "at least 5");
        let key = self.secret_key.expose_secret();
        let has_key = if key.is_empty() { self.demo } else { secret_key(&self.secret_key).is_some() };
        demand(has_key, "secret_key", "64 hexadecimal digits, kept for good: openssl rand -hex 32");
        demand(
            self.porting.hurry == 1 || self.demo && self.porting.hurry > 0,
            "porting.hurry",
            "1, but in a demonstration",
        );
        let exit = &self.safety.exit_url;
        demand(exit.scheme() == "https" && exit.has_host(), "safety.exit_url", "https: a page that says nothing of us");
        let base = &self.telegent.base_url;
        demand(
            base.has_host() && base.path() == "/",
            "telegent.base_url",
            "scheme and host alone, without the version",
        );
        let local = base.host_str().is_some_and(|host| host == "localhost" || host == "127.0.0.1");
        demand(base.scheme() == "https" || local, "telegent.base_url", "https, except on this machine");
        if let Some(url) = &self.public_url {
            let bare = matches!(url.scheme(), "http" | "https") && url.has_host() && url.path() == "/";
            demand(bare && url.query().is_none(), "public_url", "scheme and host alone: https://lines.example.com");
            let local = url.host_str().is_some_and(|host| host == "localhost" || host == "127.0.0.1");
            demand(
                url.scheme() == "https" || local,
                "public_url",
                "https: browsers keep the session's cookie only then",
            );
        } else {
            demand(
                self.addr.ip().is_loopback(),
                "public_url",
                "needed where the portal listens on more than this machine",
            );
        }
        let zone = jiff::tz::TimeZone::get(&self.default_time_zone).is_ok();
        demand(zone, "default_time_zone", "an IANA name: America/New_York");
        demand(self.sync_seconds >= 30, "sync_seconds", "at least 30: reading everything takes a part of the budget");
        demand(self.brand.hue.is_none_or(|hue| hue < 360), "brand.hue", "0 to 359");
        let logo = self.brand.logo.as_deref().is_none_or(|logo| logo.starts_with('/') && !logo.starts_with("//"));
        demand(logo, "brand.logo", "a path on this site: /logo.svg");
        match (&self.mail.dir, &self.mail.smtp) {
            (None, None) => {
                demand(false, "mail", "set mail.dir (HOMELINE_MAIL_DIR) or mail.smtp (HOMELINE_MAIL__SMTP)")
            }
            (Some(_), Some(_)) => demand(false, "mail", "mail.dir and mail.smtp exclude each other"),
            _ => {}
        }
        if problems.is_empty() { Ok(()) } else { Err(Invalid(problems)) }
    }

    /// The mailer this configuration describes.
    ///
    /// # Errors
    /// When sender, URL or directory are of no use.
    pub fn mailer(&self) -> anyhow::Result<Mailer> {
        let transport = match (&self.mail.smtp, &self.mail.dir) {
            (Some(url), _) => Transport::Smtp(url.clone()),
            (None, Some(dir)) => Transport::Directory(dir.clone()),
            (None, None) => anyhow::bail!("neither mail.dir nor mail.smtp is set"),
        };
        Ok(Mailer::new(&self.mail.from, &transport)?)
    }
}
