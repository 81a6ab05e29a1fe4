import csv
from datetime import datetime

import pandas as pd


def text(cell):
    cell = cell.strip()
    return None if cell in ("", "n/a", "-") else cell


def date(cell):
    try:
        return datetime.strptime(text(cell) or "", "%d/%m/%Y")
    except ValueError:
        return pd.NaT


def amount(cell):
    try:
        return float((text(cell) or "").replace(",", ""))
    except ValueError:
        return float("nan")


def clean(source):
    if not hasattr(source, "read"):
        with open(source, newline="") as opened:
            return clean(opened)
    rows = csv.reader(source)
    names = [name.strip().lower() for name in next(rows)]
    seen = []
    for cells in rows:
        if not any(text(cell) for cell in cells):
            continue
        row = (text(cells[0]), text(cells[1]), date(cells[2]), amount(cells[3]))
        if repr(row) not in [repr(other) for other in seen]:
            seen.append(row)
    frame = pd.DataFrame(seen, columns=names)
    return frame.astype({"date": "datetime64[ns]", "amount": "float64"})
