#!/usr/bin/env bash
# A signer for `quittance admin keys external`: reads a message in hexadecimal digits, a line each, and answers with
# its Ed25519 signature, or with `error` and a reason. The key is a PEM file, $1; where a hardware module keeps it,
# put the module's own command (such as pkcs11-tool --sign --mechanism EDDSA) in the place of openssl.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
while read -r line; do
    printf '%b' "$(sed 's/../\\x&/g' <<<"$line")" >"$work/message"
    if openssl pkeyutl -sign -rawin -inkey "$1" -in "$work/message" -out "$work/signature" 2>/dev/null; then
        od -An -v -tx1 "$work/signature" | tr -d ' \n'
        echo
    else
        echo "error openssl can't sign with $1"
    fi
done
