def first_free_room(rooms, hours, is_taken):
    free = [room for room in rooms if not any(is_taken(room, hour) for hour in hours)]
    return free[0] if free else None
