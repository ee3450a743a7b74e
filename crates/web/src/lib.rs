//! Stories and articles in a browser: routes, views, templates. Loopback only.
//!
//! `route` hands a request to a view, `view` turns model values into plain structs, the templates only show. Pages
//! are rendered here and need no script; every text from a page carries its language and finds its own direction.

mod error;
mod route;
mod site;
mod view;

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;

pub use site::Site;

/// Why the pages cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Other computers could reach the address. There is no password yet, so this is refused.
    #[error("{address} can be reached by other computers, only loopback addresses are served")]
    NotLoopback {
        /// The address asked for.
        address: SocketAddr,
    },
    /// The address cannot be taken.
    #[error("cannot listen on {address}: {error}")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
    /// The operating system gives no more.
    #[error("cannot go on serving: {0}")]
    System(io::Error),
}

/// Serves a site until the process is interrupted. `ready` is told the address once it can be opened, with the port
/// that was taken where `address` asks for port 0.
///
/// # Errors
///
/// [`ServeError`] where the address is not of this computer alone, or cannot be taken.
pub fn serve(site: Site, address: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback { address });
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(ServeError::System)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Bind { address, error })?;
        ready(listener.local_addr().map_err(ServeError::System)?);
        let interrupted = async { _ = tokio::signal::ctrl_c().await };
        let serving = axum::serve(listener, route::router(site));
        tokio::select! {
            ended = serving.into_future() => ended.map_err(ServeError::System),
            () = interrupted => Ok(()),
        }
    })
}
