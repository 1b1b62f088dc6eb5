//! What every request passes through, one file each. The order stands in [`crate::router`].

pub(crate) mod actor;
pub(crate) mod authorise;
pub(crate) mod body_limit;
pub(crate) mod client_addr;
pub(crate) mod csrf;
pub(crate) mod problem;
pub(crate) mod request_id;
pub(crate) mod security_headers;
pub(crate) mod session;
mod signed_out;

pub(crate) use client_addr::ClientAddrHeader;
