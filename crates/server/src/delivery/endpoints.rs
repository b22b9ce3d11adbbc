use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ident::EndpointId;

/// How many deliveries to one endpoint are under way at once: a slow one does not take the places of others.
const AT_ONCE: usize = 4;

/// What the workers know of deliveries under way.
#[derive(Debug, Default)]
pub(crate) struct DeliveryState {
    under_way: Mutex<HashMap<EndpointId, usize>>,
}

/// A place at an endpoint, given back when dropped.
pub(super) struct Place<'a> {
    state: &'a DeliveryState,
    endpoint: EndpointId,
}

impl DeliveryState {
    fn lock(&self) -> MutexGuard<'_, HashMap<EndpointId, usize>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place, unless all are taken.
    pub(super) fn take_place(&self, endpoint: EndpointId) -> Option<Place<'_>> {
        let mut under_way = self.lock();
        let count = under_way.entry(endpoint).or_default();
        if *count >= AT_ONCE {
            return None;
        }
        *count += 1;
        Some(Place { state: self, endpoint })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut under_way = self.state.lock();
        if let Some(count) = under_way.get_mut(&self.endpoint) {
            *count -= 1;
            if *count == 0 {
                under_way.remove(&self.endpoint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_endpoint_has_four_places() {
        let state = DeliveryState::default();
        let (slow, other) = (EndpointId::from_bytes([1; 16]), EndpointId::from_bytes([2; 16]));
        let places: Vec<_> = (0..AT_ONCE).map(|_| state.take_place(slow).unwrap()).collect();
        assert!(state.take_place(slow).is_none());
        assert!(state.take_place(other).is_some());
        drop(places);
        assert!(state.take_place(slow).is_some());
        assert!(state.lock().is_empty(), "nothing is left behind");
    }
}
