def first_free_room(rooms, hours, is_taken):
    free = True
    for room in rooms:
        for hour in hours:
            if is_taken(room, hour):
                free = False
                break
        if free:
            return room
    return None
