use std::future::Future;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::{App, api, delivery, device, jobs, ops, payments, web};

/// All surfaces.
pub fn router(app: &Arc<App>) -> Router {
    Router::new()
        .merge(api::router(Arc::clone(app)))
        .merge(device::router(Arc::clone(app)))
        .merge(payments::router(Arc::clone(app)))
        .merge(web::router(Arc::clone(app)))
        .merge(ops::router(Arc::clone(app)))
}

/// Serves until `shutdown` completes, then answers what is under way, ends the workers and closes the store.
///
/// # Errors
/// When the listener fails or the store can't be closed.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let workers = [delivery::start(&app, &stopped), jobs::start(&app, &stopped)];
    let ending = {
        let stop = stop.clone();
        async move {
            shutdown.await;
            // Waiting devices are answered at once, so that no connection holds the server up.
            stop.send_replace(true);
        }
    };
    let router = router(&app).layer(axum::Extension(device::Stopping(stopped)));
    axum::serve(listener, router).with_graceful_shutdown(ending).await?;
    stop.send_replace(true);
    for worker in workers.into_iter().flatten() {
        if let Err(error) = worker.await {
            tracing::error!(%error, "a worker ended badly");
        }
    }
    app.store.close().await.map_err(std::io::Error::other)
}
