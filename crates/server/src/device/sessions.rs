use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ident::SessionId;

use super::refusal::Refusal;
use super::session::Session;
use crate::App;

const SHARDS: usize = 16;
/// Sessions in one generation of a shard; two generations are kept, half a million sessions in all.
const A_GENERATION: usize = 16_384;

/// Open sessions in memory, so that a routine check-in needs no store. Bounded: a session not used while a
/// generation filled up is dropped, and read again when needed.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    shards: [Mutex<Shard>; SHARDS],
}

#[derive(Debug, Default)]
struct Shard {
    young: HashMap<SessionId, Arc<Session>>,
    old: HashMap<SessionId, Arc<Session>>,
}

impl Shard {
    fn get(&mut self, id: SessionId) -> Option<Arc<Session>> {
        if let Some(session) = self.young.get(&id) {
            return Some(Arc::clone(session));
        }
        let session = self.old.remove(&id)?;
        self.put(Arc::clone(&session));
        Some(session)
    }

    fn put(&mut self, session: Arc<Session>) {
        if self.young.len() >= A_GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(session.id, session);
    }
}

impl Sessions {
    fn shard(&self, id: SessionId) -> MutexGuard<'_, Shard> {
        let index = usize::from(id.as_bytes()[15]) % SHARDS;
        self.shards[index].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a session, unless it is there: two readers of one row must share one counter.
    pub(super) fn add(&self, session: Session) -> Arc<Session> {
        let mut shard = self.shard(session.id);
        if let Some(known) = shard.get(session.id) {
            return known;
        }
        let session = Arc::new(session);
        shard.put(Arc::clone(&session));
        session
    }

    /// The session of this id, from memory or from the store.
    pub(super) async fn find(&self, app: &App, id: SessionId) -> Result<Arc<Session>, Refusal> {
        let known = self.shard(id).get(id);
        if let Some(known) = known {
            return Ok(known);
        }
        let row = app.store.session(id).await?.ok_or(Refusal::UnknownSession)?;
        let session = Session::open(app, &row).map_err(|error| {
            tracing::error!(session = %id, %error, "a session's keys can't be opened");
            Refusal::UnknownSession
        })?;
        Ok(self.add(session))
    }
}
