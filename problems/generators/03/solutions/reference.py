def loads(parcels, capacity):
    """Yield lists of parcels in order, each weighing at most capacity."""
    load, weight = [], 0
    for parcel in parcels:
        if load and weight + parcel > capacity:
            yield load
            load, weight = [], 0
        if parcel > capacity:
            raise ValueError(f"no truck takes a parcel of {parcel}")
        load.append(parcel)
        weight += parcel
        if weight == capacity:
            yield load
            load, weight = [], 0
    if load:
        yield load
