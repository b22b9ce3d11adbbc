use server::device::decoders::prefer;
use server::payments::decoders::{generic_event, signature_header, stripe_event};

use crate::{Target, target};

pub(crate) const TARGETS: &[Target] = &[
    target("webhook-generic", generic_event),
    target("webhook-stripe", stripe_event),
    target("webhook-signature", signature_header),
    target("prefer", prefer),
];
