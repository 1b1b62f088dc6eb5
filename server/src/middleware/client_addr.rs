//! Where a request comes from.

use std::net::SocketAddr;

use app::context::ClientAddr;
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};

/// The header in which a proxy in front says it, if there is one.
#[derive(Clone, Debug)]
pub(crate) struct ClientAddrHeader(pub(crate) Option<String>);

/// Notes the address: the last one of the proxy's header (the others are the client's word), else the connection's.
pub(crate) async fn layer(State(header): State<ClientAddrHeader>, mut request: Request, next: Next) -> Response {
    let told = header.0.as_deref().and_then(|name| {
        let value = request.headers().get_all(name).iter().next_back()?.to_str().ok()?;
        value.rsplit(',').next().map(|last| last.trim().to_owned())
    });
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
    if let Some(addr) = told.or(connected) {
        request.extensions_mut().insert(ClientAddr(addr));
    }
    next.run(request).await
}
