async def welcome(load_name, send, user_id):
    """Send the user a greeting and return its text."""
    name = await load_name(user_id)
    text = f"Welcome, {name}!"
    await send(user_id, text)
    return text
