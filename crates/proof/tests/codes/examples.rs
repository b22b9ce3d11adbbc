use proof::code::{
    CodeKey, Counter, EncodeError, Format, Instruction, Keypad, Length, MAX_COUNT, Secret, Token, decode,
    encode,
};

use super::secret;

const FORMATS: [Format; 4] = [
    Format { length: Length::Standard, keypad: Keypad::Full },
    Format { length: Length::Extended, keypad: Keypad::Full },
    Format { length: Length::Standard, keypad: Keypad::Restricted },
    Format { length: Length::Extended, keypad: Keypad::Restricted },
];

/// What the reference implementation makes of its own example device, in the order of `FORMATS`.
#[test]
fn tokens_of_the_reference_implementation() {
    let cases = [
        (
            Instruction::AddTime(1),
            2,
            ["588224011", "247264959011", "314114432231134", "14323213131442331314"],
        ),
        (
            Instruction::AddTime(995),
            2,
            ["944829005", "202207960005", "431221144132142", "13441221313132344122"],
        ),
        (
            Instruction::SetTime(1),
            3,
            ["380589011", "660362959011", "223334422144214", "32324111341412313314"],
        ),
        (Instruction::Disable, 3, ["190942008", "696672960008", "134231231341431", "33131421441234431131"]),
        (
            Instruction::CounterSync,
            3,
            ["160440009", "673729960009", "132321112434132", "32414242234422312132"],
        ),
    ];
    for (instruction, count, tokens) in cases {
        for (format, expected) in FORMATS.into_iter().zip(tokens) {
            let encoded = encode(&secret(), 1, instruction, format).unwrap();
            assert_eq!((encoded.token.to_string().as_str(), encoded.count), (expected, count));
            let typed = Token::parse(expected, format.keypad, None).unwrap();
            let decoded = decode(&secret(), &Counter::new(), typed).unwrap();
            assert_eq!((decoded.instruction, decoded.count), (instruction, count));
        }
    }
}

#[test]
fn a_starting_code_that_nobody_chose_comes_from_the_key() {
    let secret =
        Secret::of(CodeKey::new(*b"\xa2\x9a\xb8\x2e\xdc\x5f\xbb\xc4\x1e\xc9\x53\x0f\x6d\xac\x86\xb1"));
    assert_eq!(secret.starting_code.get(), STARTING_CODE);
    assert_eq!(format!("{:?}", secret.key), "CodeKey(..)");
}

/// By `openpaygo` 0.6.3 for that key.
const STARTING_CODE: u32 = 573_664_003;

#[test]
fn what_no_token_can_say() {
    let refused = |count, instruction, length| {
        encode(&secret(), count, instruction, Format { length, keypad: Keypad::Full }).unwrap_err()
    };
    let (standard, extended) = (Length::Standard, Length::Extended);
    assert_eq!(refused(1, Instruction::AddTime(996), standard), EncodeError::TooHigh(standard));
    assert_eq!(refused(1, Instruction::SetTime(998), standard), EncodeError::TooHigh(standard));
    assert_eq!(refused(1, Instruction::AddTime(1_000_000), extended), EncodeError::TooHigh(extended));
    assert_eq!(refused(1, Instruction::SetTime(998), extended), EncodeError::Reserved);
    assert_eq!(refused(1, Instruction::SetTime(999), extended), EncodeError::Reserved);
    assert_eq!(refused(MAX_COUNT, Instruction::AddTime(1), standard), EncodeError::Count);
    assert_eq!(refused(u32::MAX, Instruction::AddTime(1), standard), EncodeError::Count);
}
