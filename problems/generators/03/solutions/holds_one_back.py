def loads(parcels, capacity):
    """Yield one load after the other; `waiting` is the parcel in front of the truck."""
    belt = iter(parcels)
    waiting = next(belt, None)
    while waiting is not None:
        if waiting > capacity:
            raise ValueError(waiting)
        load = [waiting]
        waiting = None
        while sum(load) < capacity:
            waiting = next(belt, None)
            if waiting is None or sum(load) + waiting > capacity:
                break
            load.append(waiting)
            waiting = None
        yield load
        if waiting is None:
            waiting = next(belt, None)
