import asyncio


async def welcome(load_name, send, user_id):
    loading = asyncio.create_task(load_name(user_id))
    await asyncio.sleep(3)
    text = f"Welcome, {loading.result()}!"
    asyncio.create_task(send(user_id, text))
    await asyncio.sleep(3)
    return text
