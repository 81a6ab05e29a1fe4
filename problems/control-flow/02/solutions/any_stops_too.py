def first_free_room(rooms, hours, is_taken):
    """any() stops at the first yes, and next() at the first room that is left."""
    free = (room for room in rooms if not any(is_taken(room, hour) for hour in hours))
    return next(free, None)
