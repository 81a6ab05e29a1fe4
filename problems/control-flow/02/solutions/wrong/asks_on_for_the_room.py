def first_free_room(rooms, hours, is_taken):
    for room in rooms:
        free = True
        for hour in hours:
            if is_taken(room, hour):
                free = False
        if free:
            return room
    return None
