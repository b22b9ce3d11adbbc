"""Offline codes as the reference implementation makes and reads them: one JSON object a line, in and out."""

import json
import sys

from openpaygo import TokenType, decode_token, generate_token

TYPES = {
    "add_time": TokenType.ADD_TIME,
    "set_time": TokenType.SET_TIME,
    "disable_payg": TokenType.DISABLE_PAYG,
    "counter_sync": TokenType.COUNTER_SYNC,
}
NAMES = {number: name for name, number in TYPES.items()}


def encode(line):
    new_count, token = generate_token(
        secret_key=line["key"],
        starting_code=line["starting_code"],
        count=line["count"],
        token_type=TYPES[line["type"]],
        value=line.get("value"),
        value_divider=line["value_divider"],
        extended_token=line["extended"],
        restricted_digit_set=line["restricted_digits"],
    )
    return {"token": token, "new_count": new_count}


def decode(line):
    value, kind, new_count, used_counts = decode_token(
        secret_key=line["key"],
        starting_code=line["starting_code"],
        count=line["count"],
        used_counts=line["used_counts"],
        token=line["token"],
        value_divider=line["value_divider"],
        restricted_digit_set=line["restricted_digits"],
    )
    if kind == TokenType.INVALID:
        return {"error": "invalid"}
    if kind == TokenType.ALREADY_USED:
        return {"error": "already_used"}
    return {"type": NAMES[kind], "value": value, "new_count": new_count, "used_counts": used_counts}


for text in sys.stdin:
    question = json.loads(text)
    try:
        answer = decode(question) if "token" in question else encode(question)
    except (TypeError, UnboundLocalError) as fault:
        answer = {"fault": type(fault).__name__}
    print(json.dumps(answer))
