//! One program for all targets: `FUZZ_TARGET` names the one to run.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<decoders::Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let names = || decoders::targets().iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    decoders::find(&name).unwrap_or_else(|| panic!("FUZZ_TARGET is `{name}`, not one of {}", names()))
});

fuzz_target!(|bytes: &[u8]| (TARGET.run)(bytes));
