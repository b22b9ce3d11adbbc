use policy::{Pack, builtin};

use crate::json_lines::Fault;

/// A pack under which nothing is ever restricted, for timelines that are only about money.
const MONEY_ONLY: &str = include_str!("money_only.toml");

/// The newest built-in pack of a name; without one, a pack that never restricts.
pub(super) fn of(name: Option<&str>) -> Result<Pack, Fault> {
    let Some(name) = name else {
        return Pack::from_toml(MONEY_ONLY).map_err(|error| Fault::new("policy", error.to_string()));
    };
    let packs = builtin();
    let known = packs.iter().map(|pack| pack.id.to_string()).collect::<Vec<_>>().join(", ");
    let named = packs.into_iter().filter(|pack| pack.id.0 == name);
    named
        .max_by_key(|pack| pack.version)
        .ok_or_else(|| Fault::new("policy", format!("`{name}` is no built-in pack: use {known}")))
}
