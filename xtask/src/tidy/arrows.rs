use anyhow::{Context as _, Result};
use toml::{Table, Value};

use super::files::File;

/// The rooms, ground floor first. A room may use those before it only.
const ORDER: [&str; 17] = [
    "ident",
    "money",
    "bureau",
    "loan",
    "policy",
    "proof",
    "disclosure",
    "tlog",
    "attest",
    "agent",
    "servicing",
    "store",
    "server",
    "phone",
    "quittance",
    "model",
    "decoders",
];

/// Rooms that lie below and are closed all the same: a phone knows its server by the device API alone.
const CLOSED: [(&str, &[&str]); 1] = [("phone", &["tlog", "loan", "servicing", "store", "server"])];

/// Arrows between the crates that do not point down.
pub(super) fn faults(files: &[File]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files {
        let folder = file.path.strip_prefix("crates/").and_then(|rest| rest.strip_suffix("/Cargo.toml"));
        if let Some(room) = folder {
            let manifest: Table = toml::from_str(&file.text).with_context(|| file.path.clone())?;
            faults.extend(faults_of(room, &manifest));
        }
    }
    Ok(faults)
}

fn faults_of(room: &str, manifest: &Table) -> Vec<String> {
    let Some(floor) = floor(room) else {
        return vec![format!("crates/{room}: has no place in the order: {}", ORDER.join(", "))];
    };
    let closed = |used: &str| CLOSED.iter().any(|(from, to)| *from == room && to.contains(&used));
    let is_fault = |used: &str| floor_is_not_below(used, floor) || closed(used);
    dependencies(manifest)
        .into_iter()
        .filter(|used| is_fault(used))
        .map(|used| format!("crates/{room}/Cargo.toml: `{room}` must not use `{used}`: arrows point down"))
        .collect()
}

fn floor(room: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == room)
}

fn floor_is_not_below(used: &str, than: usize) -> bool {
    floor(used).is_some_and(|floor| floor >= than)
}

/// The packages that a crate is built with, on any platform. Tests may look upward.
fn dependencies(manifest: &Table) -> Vec<String> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let platforms = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let tables = std::iter::once(manifest).chain(platforms);
    tables
        .flat_map(|table| ["dependencies", "build-dependencies"].into_iter().filter_map(|key| table.get(key)))
        .filter_map(Value::as_table)
        .flatten()
        .map(|(name, value)| value.get("package").and_then(Value::as_str).unwrap_or(name).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(room: &str, manifest: &str) -> Vec<String> {
        let path = format!("crates/{room}/Cargo.toml");
        faults(&[File { path, text: manifest.to_owned() }]).unwrap()
    }

    #[test]
    fn down_passes() {
        assert_eq!(check("server", "[dependencies]\nstore.workspace = true\nserde = \"1\"\n"), [""; 0]);
        assert_eq!(check("proof", "[dev-dependencies]\nagent.workspace = true\n"), [""; 0]);
        assert_eq!(
            check("phone", "[dependencies]\nagent.workspace = true\nproof.workspace = true\n"),
            [""; 0]
        );
    }

    #[test]
    fn up_fails_wherever_it_is_written() {
        for manifest in [
            "[dependencies]\nserver.workspace = true\n",
            "[build-dependencies]\nserver = { path = \"../server\" }\n",
            "[target.'cfg(unix)'.dependencies]\nserver.workspace = true\n",
            "[dependencies]\nother = { package = \"server\", path = \"../server\" }\n",
        ] {
            let expected = "crates/store/Cargo.toml: `store` must not use `server`: arrows point down";
            assert_eq!(check("store", manifest), [expected], "{manifest}");
        }
        assert_eq!(check("store", "[dependencies]\nstore.workspace = true\n").len(), 1, "itself");
    }

    #[test]
    fn the_phone_stays_outside() {
        assert_eq!(
            check("phone", "[dependencies]\nserver.workspace = true\nstore.workspace = true\n").len(),
            2
        );
    }

    #[test]
    fn an_unknown_room_fails() {
        assert_eq!(check("attic", "[dependencies]\n").len(), 1);
        assert!(
            faults(&[File { path: "crates/money/Cargo.toml".to_owned(), text: "[".to_owned() }]).is_err()
        );
    }
}
