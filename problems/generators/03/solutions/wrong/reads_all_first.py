def loads(parcels, capacity):
    waiting = list(parcels)
    while waiting:
        if waiting[0] > capacity:
            raise ValueError("too heavy")
        load = []
        while waiting and sum(load) + waiting[0] <= capacity:
            load.append(waiting.pop(0))
        yield load
