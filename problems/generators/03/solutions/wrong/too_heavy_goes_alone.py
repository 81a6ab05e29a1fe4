def loads(parcels, capacity):
    load, weight = [], 0
    for parcel in parcels:
        if load and weight + parcel > capacity:
            yield load
            load, weight = [], 0
        load.append(parcel)
        weight += parcel
        if weight >= capacity:
            yield load
            load, weight = [], 0
    if load:
        yield load
