def loads(parcels, capacity):
    load, weight = [], 0
    for parcel in parcels:
        if parcel > capacity and not load:
            raise ValueError("too heavy")
        if weight + parcel > capacity:
            yield load
            load, weight = [], 0
            if parcel > capacity:
                raise ValueError("too heavy")
            continue
        load.append(parcel)
        weight += parcel
        if weight == capacity:
            yield load
            load, weight = [], 0
    if load:
        yield load
