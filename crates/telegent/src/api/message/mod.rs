//! Message routes, and the messages that go over them.

mod history;
mod outbound;
mod route_changes;
mod routes;

pub use history::{Message, MessagePage, MessageSearch};
pub use outbound::{DeviceDelivery, InlineMedia, MediaUrl, OutboundMessage};
pub use route_changes::{MessageRouteDeleted, MessageRouteUpdate};
pub use routes::{MessageRoute, MessageRouteCreate};

use crate::Client;

/// Operations below `/v1.0/message`.
#[derive(Debug, Clone, Copy)]
pub struct Messages<'a>(pub(crate) &'a Client);
