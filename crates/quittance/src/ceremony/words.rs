//! What people sign, in words that they can compare with what they were told.

use data_encoding::HEXLOWER;
use proof::authority::{Charter, Endorsed, Role, Root, Roster, RosterKey};

/// Says what a root says.
pub(super) fn of_root(root: &Endorsed<Root>) -> String {
    let says = root.unverified();
    let mut text = format!("Root {} of {}\n", says.version, says.origin);
    line(&mut text, format_args!("name        {}", root.digest()));
    line(&mut text, format_args!("made        {}", says.issued_at));
    line(&mut text, format_args!("good until  {}", says.expires_at));
    line(&mut text, format_args!("{} of these {} must sign together:", says.threshold, says.keys.len()));
    for key in &says.keys {
        line(&mut text, format_args!("  {}  {}", key.thumbprint(), signed(root, key.kid())));
    }
    let own = root.check_threshold(&says.keys, says.threshold);
    let own = own.map_or_else(|fault| fault.to_string(), |()| "enough".to_owned());
    line(&mut text, format_args!("signatures of its own keys: {own}"));
    let others: Vec<_> =
        root.signers().filter(|kid| !says.keys.iter().any(|key| key.kid() == *kid)).collect();
    for kid in others {
        let kid = HEXLOWER.encode(&kid);
        line(&mut text, format_args!("signed by {kid}…, which must be a key of the root before"));
    }
    text
}

/// Says what a roster says.
pub(super) fn of_roster(roster: &Endorsed<Roster>) -> String {
    let says = roster.unverified();
    let mut text = format!("Roster {} of {} under root {}\n", says.version, says.lender, says.root);
    line(&mut text, format_args!("made        {}", says.issued_at));
    line(&mut text, format_args!("good until  {}", says.expires_at));
    if says.test {
        line(&mut text, format_args!("rehearsal   a test lender: its entries in the log say so"));
    }
    for key in &says.keys {
        line(&mut text, format_args!("{}", of_key(key)));
    }
    for thumbprint in &says.revoked {
        line(&mut text, format_args!("revoked     {thumbprint}"));
    }
    let log = &says.log;
    line(
        &mut text,
        format_args!("log         {}, {} of {} witnesses", log.origin, log.quorum, log.witnesses.len()),
    );
    for witness in &log.witnesses {
        line(&mut text, format_args!("witness     {}  {}", witness.key.thumbprint(), witness.name));
    }
    for kid in roster.signers() {
        line(&mut text, format_args!("signed by   {}…", HEXLOWER.encode(&kid)));
    }
    text
}

fn of_key(key: &RosterKey) -> String {
    let mut text =
        format!("{:<11} {}  from {} until {}", key.role.as_str(), key.key.thumbprint(), key.from, key.until);
    if key.role == Role::Command {
        let level = key.max_level.map_or("no restriction", policy::Level::as_str);
        text += &format!(", up to {level}");
        if let Some(orders) = key.orders_per_hour {
            text += &format!(", {orders} orders an hour");
        }
    }
    text
}

fn signed<T: Charter>(paper: &Endorsed<T>, kid: proof::keys::KeyId) -> &'static str {
    if paper.signers().any(|signer| signer == kid) { "signed" } else { "has not signed" }
}

fn line(text: &mut String, what: std::fmt::Arguments<'_>) {
    *text += &format!("  {what}\n");
}
