import asyncio


async def welcome(load_name, send, user_id):
    name = await load_name(user_id)
    text = f"Welcome, {name}!"
    asyncio.create_task(send(user_id, text))
    return text
