use serde_json::{Value, json};

use crate::call::quittance;

/// A contract's life on its way to `quittance replay`.
#[derive(Clone)]
pub(crate) struct Timeline {
    pub(crate) terms: Value,
    events: Vec<Value>,
}

impl Timeline {
    /// A loan of `principal` at `rate` percent over so many months from a day.
    pub(crate) fn monthly(principal: &str, rate: &str, installments: u16, from: &str) -> Self {
        let terms = json!({
            "currency": "USD", "principal": principal, "annual_rate_percent": rate,
            "installments": installments, "every": {"count": 1, "unit": "month"}, "disbursed_on": from,
        });
        Self { terms, events: Vec::new() }
    }

    /// On a day, something is done; `fields` beside it.
    pub(crate) fn on(mut self, day: &str, what: &str, fields: Value) -> Self {
        let mut event = fields;
        event["on"] = day.into();
        event["do"] = what.into();
        self.events.push(event);
        self
    }

    /// What is seen on a day.
    pub(crate) fn seen(&self, day: &str) -> Value {
        let mut events = self.events.clone();
        events.push(json!({"on": day, "do": "show"}));
        let (exit, output, error) = replay(&json!({"terms": self.terms, "events": events}).to_string());
        assert_eq!((exit, error.as_str()), (0, ""), "{output}");
        serde_json::from_str(output.trim_end().lines().last().unwrap()).unwrap()
    }

    /// The fault with which it is refused: exit code 2, one line, and nothing is answered.
    pub(crate) fn fault(&self) -> String {
        let mut events = self.events.clone();
        events.push(json!({"on": "2030-01-01", "do": "show"}));
        let (exit, output, error) = replay(&json!({"terms": self.terms, "events": events}).to_string());
        assert_eq!((exit, output.as_str()), (2, ""), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        error
    }
}

/// The exit code, the answer, the errors.
pub(crate) fn replay(input: &str) -> (i32, String, String) {
    let output = quittance(&["replay"], input);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// One column of the installments.
pub(crate) fn column(view: &Value, at: &str) -> Vec<String> {
    let rows = view["installments"].as_array().unwrap().iter();
    rows.map(|row| row.pointer(at).unwrap().as_str().unwrap_or_default().to_owned()).collect()
}

/// The split of a transaction: penalty, fee, interest, principal, credit.
pub(crate) fn split(view: &Value, id: &str) -> Vec<String> {
    let mut transactions = view["transactions"].as_array().unwrap().iter();
    let found = transactions.find(|transaction| transaction["id"] == id).unwrap();
    ["penalty", "fee", "interest", "principal", "credit"]
        .map(|part| found["split"][part].as_str().unwrap_or("-").to_owned())
        .to_vec()
}

/// Every timeline's books are balanced.
pub(crate) fn balance(view: &Value, account: &str) -> String {
    let rows = view["trial_balance"].as_array().unwrap();
    let minor = |text: &Value| text.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    assert_eq!(rows.iter().map(|row| minor(&row["balance"])).sum::<i64>(), 0, "{rows:?}");
    let found = rows.iter().find(|row| row["account"] == account);
    found.map_or("0.00".to_owned(), |row| row["balance"].as_str().unwrap().to_owned())
}
