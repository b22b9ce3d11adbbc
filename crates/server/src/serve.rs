use std::future::Future;
use std::sync::Arc;

use axum::{Extension, Router};
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::watch;

use crate::{App, admin, api, delivery, device, jobs, log, ops, payments, peer, web};

/// All public surfaces.
pub fn router(app: &Arc<App>) -> Router {
    Router::new()
        .merge(api::router(Arc::clone(app)))
        .merge(device::router(Arc::clone(app)))
        .merge(payments::router(Arc::clone(app)))
        .merge(web::router(Arc::clone(app)))
        .merge(ops::router(Arc::clone(app)))
        .merge(log::router(log_of(app)))
}

/// The log may be opened again while the server runs, and may not be there at all.
fn log_of(app: &Arc<App>) -> impl Fn() -> Option<Arc<tlog::Reader>> + Send + Sync + use<> {
    let app = Arc::clone(app);
    move || app.log.reader()
}

/// Serves until `shutdown` completes, then answers what is under way, ends the workers and closes the store.
/// `administration` is the owner's socket, which nobody else can open.
///
/// # Errors
/// When the listener fails or the store can't be closed.
pub async fn serve(
    app: Arc<App>,
    router: Router,
    listener: TcpListener,
    administration: Option<UnixListener>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let workers = [delivery::start(&app, &stopped), jobs::start(&app, &stopped), log::start(&app, &stopped)];
    let administration = administration.map(|socket| {
        let stopped = stopped.clone();
        let served = axum::serve(socket, admin::router(Arc::clone(&app)));
        tokio::spawn(served.with_graceful_shutdown(async move { until(stopped).await }).into_future())
    });
    let ending = {
        let stop = stop.clone();
        async move {
            shutdown.await;
            // Waiting devices are answered at once, so that no connection holds the server up.
            stop.send_replace(true);
        }
    };
    let router = router.layer(Extension(device::Stopping(stopped)));
    let router = router.layer(axum::middleware::from_fn(peer::behind_proxy));
    let router = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, router).with_graceful_shutdown(ending).await?;
    stop.send_replace(true);
    for worker in workers.into_iter().flatten() {
        if let Err(error) = worker.await {
            tracing::error!(%error, "a worker ended badly");
        }
    }
    if let Some(administration) = administration {
        administration.await.map_err(std::io::Error::other)??;
    }
    // What was heard while the last requests were answered.
    app.device.touches.flush(app.store.as_ref()).await;
    app.store.close().await.map_err(std::io::Error::other)
}

/// Completes when the server is to stop.
async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a stop as well.
    drop(stopped.wait_for(|stopped| *stopped).await);
}
