async def welcome(load_name, send, user_id):
    name = load_name(user_id)
    text = f"Welcome, {name}!"
    await send(user_id, text)
    return text
