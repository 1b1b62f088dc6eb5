//! Mail: written to an outbox in the transaction that causes it, sent by a job, retried until it is gone.

mod brand;
mod letterhead;
mod mailer;
mod outbox;
pub mod templates;

pub use brand::Brand;
pub use letterhead::Letterhead;
pub use mailer::{Mailer, MailerError, Transport};
pub use outbox::{Mail, deliver_due, forget_sent_before, queue, recent};
pub use templates::Message;

#[cfg(test)]
mod tests;
