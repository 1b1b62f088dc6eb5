//! Handing mail over: to a mail server, or into a directory.

use std::path::PathBuf;

use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, SinglePart},
};
use secrecy::{ExposeSecret, SecretString};

use super::Mail;

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Transport {
    /// One `.eml` file per mail.
    Directory(PathBuf),
    /// `smtps://user:password@host:465`, or `smtp://…:587?tls=required`.
    Smtp(SecretString),
}

/// Mail that could not be handed over, or a mailer that cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// Sender or recipient is no address.
    #[error("address: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// The mail cannot be put together.
    #[error("message: {0}")]
    Message(#[from] lettre::error::Error),
    /// The mail server refused or is out of reach. Its URL is not repeated: it holds a password.
    #[error("mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// The directory cannot be written.
    #[error("mail directory: {0}")]
    Directory(#[from] std::io::Error),
    /// The file cannot be written.
    #[error("mail file: {0}")]
    File(#[from] lettre::transport::file::Error),
}

/// Sends mail from one address.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Directory(AsyncFileTransport<Tokio1Executor>),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

impl Mailer {
    /// A mailer; `from` is `Name <address>`. Makes the directory when there is none.
    ///
    /// # Errors
    /// When the address or the URL is unreadable, or the directory cannot be made.
    pub fn new(from: &str, transport: &Transport) -> Result<Self, MailerError> {
        let way = match transport {
            Transport::Directory(path) => {
                std::fs::create_dir_all(path)?;
                Way::Directory(AsyncFileTransport::new(path))
            }
            Transport::Smtp(url) => {
                Way::Smtp(AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())?.build())
            }
        };
        Ok(Self { from: from.parse()?, way })
    }

    /// Hands one mail over.
    ///
    /// # Errors
    /// When it was not taken; trying again may help.
    pub async fn send(&self, mail: &Mail) -> Result<(), MailerError> {
        let builder = Message::builder()
            .from(self.from.clone())
            .to(mail.to.parse()?)
            .subject(&mail.subject)
            // The same id on every try, so that a mail sent twice is seen as one.
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())));
        let message = match mail.html.clone() {
            Some(html) => builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), html))?,
            None => builder.singlepart(SinglePart::plain(mail.text.clone()))?,
        };
        match &self.way {
            Way::Directory(way) => {
                way.send(message).await?;
            }
            Way::Smtp(way) => {
                way.send(message).await?;
            }
        }
        Ok(())
    }
}
