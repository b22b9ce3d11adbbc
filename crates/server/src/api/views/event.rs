use serde_json::Value;
use store::rows::EventRow;

use crate::api::types::EventView;
use crate::persist;

/// An event as webhooks tell it too.
pub(crate) fn event(row: &EventRow) -> EventView {
    let mut told = persist::event_view(row);
    EventView {
        id: row.id,
        kind: row.kind.clone(),
        at: row.at.into(),
        contract: row.contract,
        sequence: row.seq,
        data: told.get_mut("data").map_or(Value::Null, Value::take),
    }
}

#[cfg(test)]
mod tests {
    use ident::{EventId, LenderId};
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_feed_and_webhooks_tell_the_same() {
        let row = EventRow {
            id: EventId::new(1, [1; 10]),
            contract: None,
            lender: LenderId::new(1, [2; 10]),
            seq: 3,
            at: Timestamp::UNIX_EPOCH,
            kind: "payment.suspended".to_owned(),
            data: json!({"payment": "pay_1", "lines": [{"minor": 1701, "currency": "USD"}]}).to_string(),
        };
        let feed = serde_json::to_value(event(&row)).unwrap();
        assert_eq!(feed, persist::event_view(&row));
        assert_eq!(feed["data"]["lines"][0], json!({"amount": "17.01", "currency": "USD"}));
    }
}
