use proof::log::{Checkpoint, Note};

use crate::Edge;

/// What the log is at one moment: replaced as a whole.
pub(crate) struct Head {
    pub(crate) edge: Edge,
    /// The signed note over exactly this edge.
    pub(crate) note: Note,
    /// The note as text.
    pub(crate) text: String,
}

impl Head {
    pub(crate) fn new(edge: Edge, note: Note) -> Self {
        let text = note.to_string();
        Self { edge, note, text }
    }
}

/// What is signed about an edge.
pub(crate) fn checkpoint(origin: &str, edge: &Edge) -> Checkpoint {
    Checkpoint { origin: origin.to_owned(), size: edge.size(), root: edge.root() }
}
