"""Reads a Parquet file and the CSV file of the same rows with DuckDB, and says where they differ."""

import json
import sys
from datetime import datetime, timedelta, timezone

import duckdb

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def text(value):
    """A value as the CSV file has it."""
    return "" if value is None else str(value)


def harmless(value):
    """Without the apostrophe that keeps a text from being a formula."""
    return value[1:] if value.startswith("'") else value


def read(question):
    parquet = duckdb.sql(f"SELECT * FROM read_parquet('{question['parquet']}')")
    csv = duckdb.sql(
        f"SELECT * FROM read_csv('{question['csv']}', header=true, all_varchar=true, nullstr='\x01')"
    )
    types = dict(zip(parquet.columns, map(str, parquet.types)))
    amounts = {name for name, kind in types.items() if kind.startswith("DECIMAL")}
    instants = {name for name, kind in types.items() if kind.startswith("TIMESTAMP")}
    columns = ", ".join(
        f'epoch_us("{name}")' if name in instants else f'"{name}"' for name in parquet.columns
    )
    rows = duckdb.sql(f"SELECT {columns} FROM read_parquet('{question['parquet']}')").fetchall()
    differences = [] if parquet.columns == csv.columns else ["columns"]
    others = csv.fetchall()
    if len(rows) != len(others):
        differences.append("count")
    for number, (row, other) in enumerate(zip(rows, others)):
        for name, value, said in zip(parquet.columns, row, other):
            if name in amounts and value is not None:
                same = value == type(value)(said)
            elif name in instants and value is not None:
                moment = datetime.fromisoformat(said) - EPOCH
                same = moment // timedelta(microseconds=1) == value
            else:
                same = text(value) == harmless(said or "")
            if not same:
                differences.append([number, name, text(value), said])
    return {"rows": len(rows), "types": types, "differences": differences}


for line in sys.stdin:
    print(json.dumps(read(json.loads(line))), flush=True)
