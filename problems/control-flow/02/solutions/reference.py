def first_free_room(rooms, hours, is_taken):
    """Return the first room that is free in all the hours, or None."""
    for room in rooms:
        for hour in hours:
            if is_taken(room, hour):
                break
        else:
            return room
    return None
