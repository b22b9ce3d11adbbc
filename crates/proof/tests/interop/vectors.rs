//! Every committed vector, the wrong cases too.

use crate::file::{ACCEPTED, Case, Form, Vector, bytes, committed};
use crate::{Question, question};

pub(crate) fn questions() -> Vec<Question> {
    let vectors = committed();
    assert!(!vectors.is_empty(), "no vectors");
    vectors.iter().flat_map(about).collect()
}

fn about(vector: &Vector) -> Vec<Question> {
    let name = match vector.form {
        Form::Sign1 => "sign1",
        Form::Sign => "sign",
        Form::Sheeted => "sheeted",
    };
    let keys: Vec<Vec<u8>> = vector.keys.iter().map(|key| bytes(key)).collect();
    let ask = |typ: &str, case: &Case, answer| {
        let signed = bytes(&case.signed);
        let arguments = [typ.as_bytes(), &signed].into_iter().chain(keys.iter().map(Vec::as_slice));
        question(name, &arguments.collect::<Vec<_>>(), answer)
    };
    let (payload, digest) = (bytes(&vector.payload), bytes(&vector.digest));
    let mut questions = Vec::new();
    for case in &vector.cases {
        let is_accepted = case.expected == ACCEPTED;
        questions.push(ask(&vector.media_type, case, if is_accepted { "yes" } else { "no" }));
        if is_accepted {
            questions.push(question("payload", &[&payload, &digest, &bytes(&case.signed)], "yes"));
        }
        if case.expected == "wrong type" && vector.form != Form::Sheeted {
            // Nothing but the type is wrong.
            questions.push(ask("application/quittance-other+cbor", case, "yes"));
        }
    }
    questions
}
