//! The newest checkpoint on disk. It is served from memory; the file remembers what was promised, so that a journal
//! that lost something is noticed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use proof::log::{Checkpoint, Note, NoteKey};

use crate::Error;

const NAME: &str = "checkpoint";

/// The last checkpoint written, if any.
pub(crate) fn read(folder: &Path, key: &NoteKey) -> Result<Option<(Checkpoint, Note)>, Error> {
    let path = folder.join(NAME);
    let text = match fs::read(&path) {
        // What a power loss leaves of a file that was just replaced. The journal is durable by itself.
        Ok(bytes) if bytes.iter().all(|byte| *byte == 0) => return Ok(None),
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io(&path)(error)),
    };
    let damaged = |what: &str| Error::damaged(&path, format!("{what}; restore it from a copy"));
    let note = String::from_utf8(text).ok().and_then(|text| text.parse::<Note>().ok());
    let note = note.ok_or_else(|| damaged("not a signed note"))?;
    let checkpoint: Checkpoint = note.text.parse().map_err(|_| damaged("not a checkpoint"))?;
    // A log whose key was changed has a checkpoint by its old key; then the journal alone has to agree with it.
    note.signed_by(key).map_err(|_| damaged("the log's own signature is wrong"))?;
    Ok(Some((checkpoint, note)))
}

/// Replaces it in one step.
pub(crate) fn write(folder: &Path, text: &str) -> Result<(), Error> {
    let (path, temporary) = (folder.join(NAME), folder.join("checkpoint.new"));
    let replace = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, &path));
    replace.map_err(Error::io(&path))
}
