//! How identifiers are described; the values are those of the `ident` crate.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

macro_rules! text_schema {
    ($(#[$doc:meta])* $name:ident, $pattern:expr, $example:literal, $text:literal) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some($pattern));
                schema.description(Some($text)).examples([$example]).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    };
}

macro_rules! id_schema {
    ($name:ident, $text:literal, $example:literal) => {
        text_schema!(
            #[doc = $text]
            $name,
            format!("^{}_[0-9a-hjkmnp-tv-z]{{26}}$", ident::$name::PREFIX),
            $example,
            $text
        );
    };
}

id_schema!(ContractId, "A contract.", "ctr_069s6ywq3hysh7cm2r8x0e5t10");
id_schema!(DeviceId, "A device.", "dev_069s6ywq3hz1x5jf7tqc9m2w40");
id_schema!(PaymentId, "A payment.", "pay_069s72k4g5x8r1nq6wz3b0ydm0");
id_schema!(TransactionId, "A transaction of a contract's account.", "txn_069s72k4g5x8r1nq6wz3b0ydm0");
id_schema!(EventId, "An event.", "evt_069s72k4g5yb2v9t4c8hj6sep0");
id_schema!(ApiKeyId, "An API key.", "key_069s6y0p8dz3m7r2xw5t1q9cg0");
id_schema!(EndpointId, "A webhook endpoint.", "whe_069s6y4b1vz9k3n8c6r0t5xqj0");

text_schema!(
    /// A phone's identity.
    Imei,
    r"^\d{15}$",
    "490154203237518",
    "An IMEI: 15 digits, the last a Luhn check digit."
);
text_schema!(
    /// The name of signed or published content.
    Digest,
    "^[0-9a-f]{64}$",
    "9f2d6b1c8a4e73f05b1d9c2a6e8f4703d5b2a1c0e9f8d7b6a5c4e3f201d2c3b4",
    "A SHA-256 digest."
);
text_schema!(
    /// A currency.
    Currency,
    "^[A-Z]{3}$",
    "USD",
    "An ISO 4217 code."
);
text_schema!(
    /// An annual rate.
    Percent,
    r"^\d+(\.\d{1,6})?$",
    "24.5",
    "A nominal annual rate in percent, 0 to 1000."
);

#[cfg(test)]
mod tests {
    #[test]
    fn examples_are_good() {
        "ctr_069s6ywq3hysh7cm2r8x0e5t10".parse::<ident::ContractId>().unwrap();
        "dev_069s6ywq3hz1x5jf7tqc9m2w40".parse::<ident::DeviceId>().unwrap();
        "pay_069s72k4g5x8r1nq6wz3b0ydm0".parse::<ident::PaymentId>().unwrap();
        "evt_069s72k4g5yb2v9t4c8hj6sep0".parse::<ident::EventId>().unwrap();
        "key_069s6y0p8dz3m7r2xw5t1q9cg0".parse::<ident::ApiKeyId>().unwrap();
        "whe_069s6y4b1vz9k3n8c6r0t5xqj0".parse::<ident::EndpointId>().unwrap();
        "490154203237518".parse::<ident::Imei>().unwrap();
    }
}
