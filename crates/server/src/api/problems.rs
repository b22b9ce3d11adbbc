//! What each kind of problem means, for the pages at `/problems`.

/// A kind of problem: the last part of its address, what it means, and what to do.
pub(super) struct Kind {
    pub(super) slug: &'static str,
    pub(super) status: u16,
    pub(super) meaning: &'static str,
    pub(super) remedy: &'static str,
}

const fn kind(slug: &'static str, status: u16, meaning: &'static str, remedy: &'static str) -> Kind {
    Kind { slug, status, meaning, remedy }
}

/// All kinds that this server answers with.
pub(super) const KINDS: &[Kind] = &[
    kind(
        "malformed",
        400,
        "The request can't be read: it is not JSON, or it broke off.",
        "The detail names the line and column. Send it anew, well formed.",
    ),
    kind(
        "unauthorized",
        401,
        "Credentials are missing, unknown, expired or revoked.",
        "Send `Authorization: Bearer` with a good API key.",
    ),
    kind(
        "session-unknown",
        401,
        "The device's session is not known here.",
        "The device enrolls or renews its session by itself.",
    ),
    kind("session-expired", 401, "The device's session has ended.", "The device renews it by itself."),
    kind(
        "not-authentic",
        401,
        "A signature or authentication code does not fit the message.",
        "A message that was changed on its way is never accepted. Sign exactly the bytes that are sent.",
    ),
    kind(
        "forbidden",
        403,
        "The credentials are good but don't allow this.",
        "Use a key with the scope that the detail names.",
    ),
    kind(
        "not-attested",
        403,
        "The phone's maker does not vouch that it is the financed phone, and the lender demands it.",
        "The detail says what is missing. Financing needs a phone whose maker attests keys and numbers.",
    ),
    kind(
        "not-found",
        404,
        "There is no such thing, or it is not yours: the two are not told apart.",
        "Check the identifier, and whose API key you use.",
    ),
    kind(
        "method-not-allowed",
        405,
        "The address exists but not with this method.",
        "See the API's pages for its methods.",
    ),
    kind(
        "no-pdf",
        406,
        "The sheet is in a script, or has a name in one, that the fonts of a PDF lack.",
        "Ask for `text/html` and print the page, or for another language.",
    ),
    kind("too-slow", 408, "The request came too slowly.", "Send it anew."),
    kind(
        "refused",
        409,
        "The rules don't allow this in the contract's present state. Nothing was changed.",
        "Read the contract; the detail says which rule it was.",
    ),
    kind(
        "taken",
        409,
        "A name that must be unique belongs to another contract. Whose is never said.",
        "Use another external reference. An IMEI is free again after a cancellation or the quittance.",
    ),
    kind(
        "approval-refused",
        409,
        "An operator's approval does not count: it takes two different people within 24 hours.",
        "The detail says why. Ask another operator.",
    ),
    kind("not-frozen", 409, "The lender is not frozen.", "Nothing: it may restrict."),
    kind("not-running", 409, "The rollout does not run.", "Nothing: under this pack nothing is restricted."),
    kind("not-stopped", 409, "The rollout has not stopped.", "Nothing: it goes on."),
    kind(
        "period-closed",
        409,
        "The books are closed through this day or a later one, for good.",
        "Close through a later day.",
    ),
    kind(
        "books-faulty",
        409,
        "The chain of your books' entries has a fault: somebody has written past this program.",
        "Nothing is closed over a fault. `quittance admin books verify` names all of them.",
    ),
    kind(
        "no-furnisher",
        409,
        "Who you are to the credit bureaus is not on file, and no file goes out without it.",
        "Send the identification number that the bureaus agreed to, with name and address, to /v1/bureau/furnisher.",
    ),
    kind("conflict", 409, "Another change came first.", "Read again and decide again."),
    kind(
        "payment-conflict",
        409,
        "A payment with this id and other content is known.",
        "One id names one payment: use a new one.",
    ),
    kind(
        "not-in-suspense",
        409,
        "The payment is not in suspense.",
        "Only a payment in suspense can be matched to a contract.",
    ),
    kind(
        "request-in-flight",
        409,
        "The same request, with the same idempotency key, is being worked on.",
        "Wait a second, then send it again: you get its answer.",
    ),
    kind(
        "live-clock",
        409,
        "Only a test lender has a clock that can be read and moved here.",
        "Use a test lender's API key.",
    ),
    kind(
        "nothing-to-come",
        409,
        "Nothing is to come: no contract waits for anything.",
        "Name an instant or a number of days.",
    ),
    kind(
        "too-many-endpoints",
        409,
        "There are as many webhook endpoints as there can be.",
        "Remove one first.",
    ),
    kind(
        "token-used",
        409,
        "The one-time enrollment token was used or never existed.",
        "Make a new enrollment code.",
    ),
    kind("token-expired", 409, "The enrollment token has ended.", "Make a new enrollment code."),
    kind("replay", 409, "A device message came a second time.", "Nothing: it has no effect."),
    kind("too-large", 413, "The request's body is larger than allowed.", "The detail names the limit."),
    kind("body-too-large", 413, "The webhook's body is larger than allowed.", "The detail names the limit."),
    kind(
        "unsupported-media-type",
        415,
        "The body is of another media type than expected.",
        "The detail names the right one.",
    ),
    kind(
        "invalid-request",
        422,
        "A field can't be taken. Nothing was changed.",
        "`errors` names each field at fault, what was wrong and what would be right.",
    ),
    kind(
        "idempotency-key-reused",
        422,
        "The idempotency key was used for another request.",
        "Take a new key for a new request.",
    ),
    kind(
        "too-much-happened",
        422,
        "So much happened on the way that the test clock was stopped.",
        "Go on from there, in shorter steps.",
    ),
    kind(
        "too-many-requests",
        429,
        "More requests than the limit allows.",
        "Wait as long as `Retry-After` says. The RateLimit headers say how much is left.",
    ),
    kind(
        "unavailable",
        503,
        "The server can't answer now.",
        "Try again shortly, with the same idempotency key. What was not confirmed may or may not have happened; the key finds out.",
    ),
];

/// The kind of this name.
pub(super) fn find(slug: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.slug == slug)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("problems.rs") {
                found.push(fs::read_to_string(path).unwrap());
            }
        }
    }

    /// The name in each `conflict("name"` and `new(StatusCode::X, "name"`, with any white space between.
    fn slugs(source: &str) -> Vec<String> {
        let calls = ["Problem::conflict(", "Self::conflict(", "Problem::new(", "Self::new("];
        let mut found = Vec::new();
        for call in calls {
            for rest in source.split(call).skip(1) {
                let arguments = rest.trim_start();
                let arguments = match arguments.strip_prefix("StatusCode::") {
                    Some(status) => status.split_once(',').map_or("", |(_, rest)| rest.trim_start()),
                    None => arguments,
                };
                let quoted = arguments.strip_prefix('"').and_then(|rest| rest.split('"').next());
                found.extend(quoted.map(str::to_owned));
            }
        }
        found
    }

    #[test]
    fn every_kind_is_explained() {
        let mut found = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        let slugs: Vec<String> = found.iter().flat_map(|source| slugs(source)).collect();
        assert!(slugs.len() > 20, "the sources have another form now: {slugs:?}");
        for slug in slugs {
            assert!(find(&slug).is_some(), "`{slug}` is not explained");
        }
    }
}
