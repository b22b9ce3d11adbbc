"""Says of each loan whether numpy-financial reckons the same: `yes`, or what differs."""

import json
import sys

import numpy_financial as npf


def faults(loan):
    rate = float(loan["annual_percent"]) / 1200
    count, principal = loan["count"], loan["principal"]
    rows = loan["rows"]

    def near(what, ours, theirs, within):
        if not abs(ours - theirs) <= within:
            yield f"{what}: {ours} against {theirs}"

    # Amounts are whole cents: half a cent of rounding, and a little for binary fractions.
    cent = 0.5 + 1e-6
    payment = npf.pmt(rate, count, -principal)
    yield from near("pmt", rows[0][0] + rows[0][1], payment, cent)
    yield from near("ipmt", rows[0][1], npf.ipmt(rate, 1, count, -principal), cent)
    # Two roundings: of the installment and of the interest.
    yield from near("ppmt", rows[0][0], npf.ppmt(rate, 1, count, -principal), 2 * cent)
    for period, (repaid, interest) in enumerate(rows[:-1], 1):
        # Every rounding before may have moved the balance, and interest compounds what moved.
        within = cent * (2 + period * (1 + rate) ** period)
        yield from near(f"ipmt {period}", interest, npf.ipmt(rate, period, count, -principal), within)
        yield from near(f"ppmt {period}", repaid, npf.ppmt(rate, period, count, -principal), within)
    flows = [-principal] + [repaid + interest for repaid, interest in rows]
    yield from near("irr", float(loan["apr_of_rows"]), npf.irr(flows) * 1200, 2e-5)
    level = loan["level"]
    found = float(loan["apr_of_level"])
    yield from near("rate", found, npf.rate(count, -level, principal, 0) * 1200, 2e-5)
    if found > 0.01:
        yield from near("nper", count, npf.nper(found / 1200, -level, principal), 1e-3)


for line in sys.stdin:
    print("; ".join(faults(json.loads(line))) or "yes")
