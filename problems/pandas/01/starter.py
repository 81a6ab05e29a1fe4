import pandas as pd


def clean(source):
    """Read the orders in a CSV file and return them as a tidy DataFrame."""
    return pd.read_csv(source)
