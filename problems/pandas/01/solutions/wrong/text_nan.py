import pandas as pd


def clean(source):
    frame = pd.read_csv(source, dtype=str, keep_default_na=False, na_values=["", "n/a", "-", " n/a ", " - ", " "])
    frame.columns = frame.columns.str.strip().str.lower()
    frame["order"] = frame["order"].astype(str).str.strip()
    frame["customer"] = frame["customer"].astype(str).str.strip()
    frame["date"] = pd.to_datetime(frame["date"].astype(str).str.strip(), format="%d/%m/%Y", errors="coerce")
    amounts = frame["amount"].astype(str).str.replace(",", "", regex=False)
    frame["amount"] = pd.to_numeric(amounts, errors="coerce").astype("float64")
    return frame.dropna(how="all").drop_duplicates().reset_index(drop=True)
