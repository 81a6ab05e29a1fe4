def first_free_room(rooms, hours, is_taken):
    if not hours and rooms:
        return rooms[0]
    for room in rooms:
        for hour in hours:
            if is_taken(room, hour):
                break
            else:
                return room
    return None
