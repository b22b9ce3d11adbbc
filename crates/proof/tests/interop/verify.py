"""Checks messages with an implementation that shares no code with ours.

Reads one question a line from standard input, all arguments in hexadecimal; answers each with a line `yes` or
`no`. Whatever is not understood ends the program with an error.

    sign1 TYP MESSAGE COSE_KEY                         a valid signature, deterministic all through
    sign TYP MESSAGE COSE_KEY...                       signed by exactly these keys, deterministic all through
    sheeted TYP MESSAGE COSE_KEY                       a document of this type on a sheet with a valid signature
    payload PAYLOAD DIGEST MESSAGE                     what the message is about, and its SHA-256
    mac0 TYP MESSAGE KEY                               a valid MAC, deterministic all through
    again-sign1 MESSAGE SEED PUBLIC                    written anew with the Ed25519 key: the same bytes
    again-mac0 MESSAGE KEY                             written anew with the key: the same bytes
    session SECRET PEER HELLO SESSION KEYS             the two sides' key agreement
    plan TERMS WARRANT                                 the warrant's plan asks for no more than the terms
"""

import sys
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pycose.headers import KID, Algorithm
from pycose.keys import CoseKey, OKPKey, SymmetricKey
from pycose.messages import CoseMessage, Mac0Message, Sign1Message, SignMessage

AAD = b"quittance/v1"
SHEET = b"application/quittance-sheet+cbor"
TYP = 16


def is_deterministic(data):
    return cbor2.dumps(cbor2.loads(data), canonical=True) == data


def read(kind, typ, data):
    """The message, or nothing when its form is wrong."""
    message = CoseMessage.decode(data)
    headers = cbor2.loads(message.phdr_encoded)
    right = (
        isinstance(message, kind)
        and headers[TYP] == typ.decode()
        and sorted(headers) == [1, 4, TYP]
        and not message.uhdr
        and all(map(is_deterministic, (data, message.phdr_encoded, message.payload)))
    )
    message.external_aad = AAD
    return message if right else None


def sign1(typ, data, key):
    message = read(Sign1Message, typ, data)
    if message is None or not is_deterministic(key):
        return False
    message.key = CoseKey.decode(key)
    return message.phdr[KID] == sha256(key)[:8] and message.verify_signature()


def sha256(data):
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def sign(typ, data, *keys):
    message = CoseMessage.decode(data)
    right = (
        isinstance(message, SignMessage)
        and cbor2.loads(message.phdr_encoded) == {TYP: typ.decode()}
        and not message.uhdr
        and all(map(is_deterministic, (data, message.phdr_encoded, message.payload)))
    )
    by_kid = {sha256(key)[:8]: key for key in keys}
    kids = [signer.phdr[KID] for signer in message.signers]
    if not right or kids != sorted(by_kid):
        return False

    def fits(signer):
        signer.key = CoseKey.decode(by_kid[signer.phdr[KID]])
        signer.external_aad = AAD
        return sorted(cbor2.loads(signer.phdr_encoded)) == [1, 4] and not signer.uhdr and signer.verify_signature()

    return all(map(fits, message.signers))


def tree_root(leaf, index, count, path):
    """The root of the tree of so many leaves (RFC 6962, 2.1) to which the path leads; nothing when it can't."""
    if count == 1:
        return None if path or index else leaf
    if not path or index >= count:
        return None
    left = 1 << (count - 1).bit_length() - 1
    *below, sibling = path
    if index < left:
        node = tree_root(leaf, index, left, below)
        return node and sha256(b"\x01" + node + sibling)
    node = tree_root(leaf, index - left, count - left, below)
    return node and sha256(b"\x01" + sibling + node)


def sheeted(typ, data, key):
    sheet, index, path, payload = cbor2.loads(data)
    if not (is_deterministic(data) and is_deterministic(payload) and sign1(SHEET, sheet, key)):
        return False
    said = cbor2.loads(CoseMessage.decode(sheet).payload)
    root = tree_root(sha256(b"\x00" + sha256(payload)), index, said[1], path)
    return said == {0: typ.decode(), 1: said[1], 2: root}


def payload(expected, digest, data):
    found = cbor2.loads(data)[3] if data[0] == 0x84 else CoseMessage.decode(data).payload
    return found == expected and sha256(expected) == digest


def mac0(typ, data, key):
    message = read(Mac0Message, typ, data)
    if message is None:
        return False
    message.key = SymmetricKey(k=key)
    return message.verify_tag()


def headers_of(message):
    return {Algorithm: message.phdr[Algorithm], KID: message.phdr[KID], TYP: cbor2.loads(message.phdr_encoded)[TYP]}


def again_sign1(data, seed, public):
    old = CoseMessage.decode(data)
    key = OKPKey(crv="ED25519", d=seed, x=public)
    return Sign1Message(headers_of(old), {}, old.payload, AAD, key).encode() == data


def again_mac0(data, key):
    old = CoseMessage.decode(data)
    return Mac0Message(headers_of(old), {}, old.payload, AAD, SymmetricKey(k=key)).encode() == data


def session(secret, peer, hello, session_id, keys):
    curve = ec.SECP256R1()
    private = ec.derive_private_key(int.from_bytes(secret, "big"), curve)
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(curve, peer))

    def derive(direction):
        info = b"quittance/v1/session" + session_id + direction
        return HKDF(hashes.SHA256(), 32, hello, info).derive(shared)

    return derive(b"device-to-server") + derive(b"server-to-device") == keys


def plan(signed_terms, signed_warrant):
    terms, warrant = (cbor2.loads(CoseMessage.decode(data).payload)[-70001] for data in (signed_terms, signed_warrant))
    asked, currency = warrant[9], terms[5][1]
    days = [day for _, day, _, _ in asked]
    first = min(day for _, day, _, _ in terms[9])
    if not 1 <= len(asked) <= 600 or days != sorted(set(days)) or days[0] < first:
        return False
    for _, _, amount, interest in asked:
        if amount[1] != currency or interest[1] != currency or not max(1, interest[0]) <= amount[0] or interest[0] < 0:
            return False
    added, taken = {}, {}
    for sums, rows in ((added, terms[9]), (taken, asked)):
        for _, day, amount, _ in rows:
            sums[day] = sums.get(day, 0) + amount[0]
    rate = Decimal(terms[7]) / 100 * (2 if terms[8] == "flat" else 1)
    deferred, bearing, before = Decimal(0), Decimal(0), first
    with localcontext() as context:
        context.prec = 80
        for day in sorted(added.keys() | taken.keys()):
            interest = max(bearing, 0) * rate * (day - before) / 336
            deferred += interest.quantize(Decimal("0.000001"), ROUND_HALF_EVEN)
            before = day
            if day in added:
                deferred += added[day]
                bearing = deferred
            deferred -= taken.get(day, 0)
            bearing = min(bearing, deferred)
            if deferred + sum(due <= day for due in days) < 0:
                return False
    return True


QUESTIONS = {
    "plan": plan,
    "sign1": sign1,
    "sign": sign,
    "sheeted": sheeted,
    "payload": payload,
    "mac0": mac0,
    "again-sign1": again_sign1,
    "again-mac0": again_mac0,
    "session": session,
}

for line in sys.stdin:
    name, *arguments = line.split()
    print("yes" if QUESTIONS[name](*map(bytes.fromhex, arguments)) else "no")
