//! Every decoder that meets strangers' bytes, as one function of bytes.
//!
//! A target feeds the bytes to a decoder as a stranger would, and where a signature or code would stop them at the
//! door, also as if whoever holds the key had sent them. It panics when a decoder does, and when what was taken
//! does not come out again as it went in. `fuzz/` runs the targets for hours; a test runs them over the committed
//! corpus, so that they can't rot.

mod authority;
mod codes;
mod device;
mod documents;
mod envelopes;
mod hardware;
mod log;
mod session;
mod side;
mod texts;
#[cfg(feature = "server")]
mod webhooks;

/// A decoder under attack.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, and that of its corpus.
    pub name: &'static str,
    /// What it does with bytes.
    pub run: fn(&[u8]),
}

/// All targets, by room.
#[must_use]
pub fn targets() -> Vec<Target> {
    let rooms = [
        documents::TARGETS,
        session::TARGETS,
        authority::TARGETS,
        log::TARGETS,
        codes::TARGETS,
        device::TARGETS,
        hardware::TARGETS,
        texts::TARGETS,
        #[cfg(feature = "server")]
        webhooks::TARGETS,
    ];
    rooms.concat()
}

/// The target of this name; `device` and `server` are all targets of a side.
#[must_use]
pub fn find(name: &str) -> Option<Target> {
    targets().into_iter().chain(side::SIDES.iter().copied()).find(|target| target.name == name)
}

const fn target(name: &'static str, run: fn(&[u8])) -> Target {
    Target { name, run }
}
