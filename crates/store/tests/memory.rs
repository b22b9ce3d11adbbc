//! The engine for tests passes the suite.

use std::sync::Arc;

use store::{MemoryStore, Store};

fn make() -> (Arc<dyn Store>, ()) {
    (Arc::new(MemoryStore::new()), ())
}

store::conformance!(make);
