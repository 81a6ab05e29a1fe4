import pandas as pd

MISSING = ["", "n/a", "-"]


def clean(source):
    frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    frame.columns = frame.columns.str.strip().str.lower()
    frame = frame.apply(lambda column: column.str.strip())
    frame = frame.mask(frame.isin(MISSING))
    frame["date"] = pd.to_datetime(frame["date"], format="%d/%m/%Y", errors="coerce")
    amounts = frame["amount"].str.replace(",", "", regex=False)
    frame["amount"] = pd.to_numeric(amounts, errors="coerce").astype("float64")
    return frame.dropna(how="all").drop_duplicates()
