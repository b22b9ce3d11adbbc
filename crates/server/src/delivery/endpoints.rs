use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ident::{EndpointId, LenderId};

/// How many deliveries to one endpoint are under way at once: a slow one does not take the places of others.
const AT_ONCE: usize = 4;
/// How many deliveries of one lender are under way at once: one with many slow endpoints does not take the places
/// of other lenders.
const OF_A_LENDER: usize = 16;

/// What the workers know of deliveries under way.
#[derive(Debug, Default)]
pub(crate) struct DeliveryState {
    under_way: Mutex<UnderWay>,
}

#[derive(Debug, Default)]
struct UnderWay {
    endpoints: HashMap<EndpointId, usize>,
    lenders: HashMap<LenderId, usize>,
}

/// A place at an endpoint, given back when dropped.
pub(super) struct Place<'a> {
    state: &'a DeliveryState,
    lender: LenderId,
    endpoint: EndpointId,
}

impl DeliveryState {
    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place, unless all are taken.
    pub(super) fn take_place(&self, lender: LenderId, endpoint: EndpointId) -> Option<Place<'_>> {
        let mut under_way = self.lock();
        let of_lender = under_way.lenders.get(&lender).copied().unwrap_or(0);
        let of_endpoint = under_way.endpoints.get(&endpoint).copied().unwrap_or(0);
        if of_lender >= OF_A_LENDER || of_endpoint >= AT_ONCE {
            return None;
        }
        under_way.lenders.insert(lender, of_lender + 1);
        under_way.endpoints.insert(endpoint, of_endpoint + 1);
        Some(Place { state: self, lender, endpoint })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut under_way = self.state.lock();
        give_back(&mut under_way.endpoints, self.endpoint);
        give_back(&mut under_way.lenders, self.lender);
    }
}

/// What has none under way is forgotten.
fn give_back<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: K) {
    if let Entry::Occupied(mut count) = counts.entry(key) {
        *count.get_mut() -= 1;
        if *count.get() == 0 {
            count.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(n: usize) -> EndpointId {
        EndpointId::from_bytes([u8::try_from(n).unwrap(); 16])
    }

    fn is_empty(state: &DeliveryState) -> bool {
        let under_way = state.lock();
        under_way.endpoints.is_empty() && under_way.lenders.is_empty()
    }

    #[test]
    fn a_slow_endpoint_has_four_places() {
        let (state, lender) = (DeliveryState::default(), LenderId::from_bytes([1; 16]));
        let places: Vec<_> = (0..AT_ONCE).map(|_| state.take_place(lender, endpoint(1)).unwrap()).collect();
        assert!(state.take_place(lender, endpoint(1)).is_none());
        assert!(state.take_place(lender, endpoint(2)).is_some());
        drop(places);
        assert!(state.take_place(lender, endpoint(1)).is_some());
        assert!(is_empty(&state), "nothing is left behind");
    }

    #[test]
    fn a_lender_with_many_slow_endpoints_leaves_places_to_others() {
        let (state, slow) = (DeliveryState::default(), LenderId::from_bytes([1; 16]));
        let tried = (0..64).map(|n| state.take_place(slow, endpoint(n)));
        let places: Vec<_> = tried.flatten().collect();
        assert_eq!(places.len(), OF_A_LENDER);
        assert!(state.take_place(LenderId::from_bytes([2; 16]), endpoint(99)).is_some());
        drop(places);
        assert!(is_empty(&state), "nothing is left behind");
    }
}
