import pandas as pd

MISSING = ["", "n/a", "-"]


def number(text):
    try:
        return float(text.replace(",", "")) or None
    except (AttributeError, ValueError):
        return None


def clean(source):
    frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    frame.columns = frame.columns.str.strip().str.lower()
    frame = frame.apply(lambda column: column.str.strip())
    frame = frame.mask(frame.isin(MISSING))
    frame["date"] = pd.to_datetime(frame["date"], format="%d/%m/%Y", errors="coerce")
    frame["amount"] = frame["amount"].map(number).astype("float64")
    return frame.dropna(how="all").drop_duplicates().reset_index(drop=True)
