import asyncio


def welcome(load_name, send, user_id):
    name = asyncio.run(load_name(user_id))
    text = f"Welcome, {name}!"
    asyncio.run(send(user_id, text))
    return text
