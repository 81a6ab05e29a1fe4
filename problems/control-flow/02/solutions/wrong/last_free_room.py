def first_free_room(rooms, hours, is_taken):
    found = None
    for room in rooms:
        for hour in hours:
            if is_taken(room, hour):
                break
        else:
            found = room
    return found
