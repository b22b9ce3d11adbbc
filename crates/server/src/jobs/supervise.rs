use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long a worker that died is left alone.
const RESTART_AFTER: Duration = Duration::from_secs(1);

/// Runs a worker until it returns, which it does when the server stops. One that dies before is started
/// anew: a server that looks alive and has stopped closing contracts would be worse than a dead one.
pub(crate) fn supervise<C, W, F>(
    name: &'static str,
    context: &Arc<C>,
    stopped: &watch::Receiver<bool>,
    worker: W,
) -> JoinHandle<()>
where
    C: Send + Sync + 'static,
    W: Fn(Arc<C>, watch::Receiver<bool>) -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let (context, mut stopped) = (Arc::clone(context), stopped.clone());
    tokio::spawn(async move {
        while let Err(error) = tokio::spawn(worker(Arc::clone(&context), stopped.clone())).await {
            tracing::error!(worker = name, %error, "a worker died and is started anew");
            if pause(&mut stopped, RESTART_AFTER).await {
                return;
            }
        }
    })
}

/// Waits, or less when the server stops; says whether it stops.
pub(crate) async fn pause(stopped: &mut watch::Receiver<bool>, duration: Duration) -> bool {
    // An error means that nobody is left who could stop us: a stop as well.
    tokio::time::timeout(duration, stopped.wait_for(|stopped| *stopped)).await.is_ok()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn restarts_what_died_and_ends_when_told() {
        let (stop, stopped) = watch::channel(false);
        let starts = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&starts);
        let worker = move |_: Arc<()>, mut stopped: watch::Receiver<bool>| {
            let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
            async move {
                assert!(!first, "dies at its first start");
                drop(stopped.wait_for(|stopped| *stopped).await);
            }
        };
        let handle = supervise("test", &Arc::new(()), &stopped, worker);
        while starts.load(Ordering::SeqCst) < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        stop.send_replace(true);
        handle.await.unwrap();
        assert_eq!(starts.load(Ordering::SeqCst), 2);
    }
}
