use std::collections::BTreeMap;

use async_trait::async_trait;
use ident::MessageId;
use jiff::Timestamp;

use super::MemoryStore;
use super::list::size;
use super::state::{Message, State};
use crate::StoreError;
use crate::rows::{OutboxRow, OutboxStatus};
use crate::traits::OutboxStore;

/// The message, if this attempt holds it.
fn held(state: &mut State, id: MessageId, attempt: u32) -> Option<&mut Message> {
    state.outbox.get_mut(&id).filter(|message| message.leased && message.row.attempts == attempt)
}

#[async_trait]
impl OutboxStore for MemoryStore {
    async fn claim_outbox(
        &self,
        topic: &str,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let mut state = self.open()?;
        let due =
            |message: &&mut Message| !message.dead && message.row.topic == topic && message.row.due_at <= now;
        let mut ready: Vec<&mut Message> = state.outbox.values_mut().filter(due).collect();
        ready.sort_by_key(|message| (message.row.due_at, message.row.id));
        let lease = |message: &mut Message| {
            message.leased = true;
            message.row.attempts = message.row.attempts.saturating_add(1);
            message.row.due_at = lease_until;
            message.row.clone()
        };
        Ok(ready.into_iter().take(size(limit)).map(lease).collect())
    }

    async fn finish_outbox(&self, id: MessageId, attempt: u32) -> Result<bool, StoreError> {
        let mut state = self.open()?;
        let holds = held(&mut state, id, attempt).is_some();
        if holds {
            state.outbox.remove(&id);
        }
        Ok(holds)
    }

    async fn retry_outbox(
        &self,
        id: MessageId,
        attempt: u32,
        due_at: Timestamp,
        error: &str,
    ) -> Result<bool, StoreError> {
        let mut state = self.open()?;
        let Some(message) = held(&mut state, id, attempt) else { return Ok(false) };
        message.leased = false;
        message.row.due_at = due_at;
        message.row.last_error = Some(error.to_owned());
        Ok(true)
    }

    async fn give_up_outbox(&self, id: MessageId, attempt: u32, error: &str) -> Result<bool, StoreError> {
        let mut state = self.open()?;
        let Some(message) = held(&mut state, id, attempt) else { return Ok(false) };
        message.leased = false;
        message.dead = true;
        message.row.last_error = Some(error.to_owned());
        Ok(true)
    }

    async fn outbox_status(&self) -> Result<Vec<OutboxStatus>, StoreError> {
        let state = self.open()?;
        let mut topics: BTreeMap<&str, OutboxStatus> = BTreeMap::new();
        for message in state.outbox.values() {
            let topic = &message.row.topic;
            let empty = OutboxStatus { topic: topic.clone(), pending: 0, dead: 0, oldest_due_at: None };
            let status = topics.entry(topic).or_insert(empty);
            if message.dead {
                status.dead += 1;
            } else {
                status.pending += 1;
                let due = message.row.due_at;
                status.oldest_due_at = Some(status.oldest_due_at.map_or(due, |oldest| oldest.min(due)));
            }
        }
        Ok(topics.into_values().collect())
    }
}
