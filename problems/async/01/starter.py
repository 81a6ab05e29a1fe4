async def welcome(load_name, send, user_id):
    """Send the user a greeting and return its text.

    load_name(user_id) and send(user_id, text) are coroutine functions.
    """
    return "Welcome!"
