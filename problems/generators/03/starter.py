def loads(parcels, capacity):
    """Yield lists of parcels in order, each weighing at most capacity.

    Takes from parcels only what is needed to know that a load is complete.
    """
    yield list(parcels)
