def loads(parcels, capacity):
    load = []
    for parcel in parcels:
        if load and sum(load) + parcel > capacity:
            yield load
            load.clear()
        if parcel > capacity:
            raise ValueError("too heavy")
        load.append(parcel)
        if sum(load) == capacity:
            yield load
            load.clear()
    if load:
        yield load
