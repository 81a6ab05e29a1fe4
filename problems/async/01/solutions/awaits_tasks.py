import asyncio


async def welcome(load_name, send, user_id):
    """Send the user a greeting and return its text."""
    text = "Welcome, {}!".format(await asyncio.create_task(load_name(user_id)))
    mail = asyncio.create_task(send(user_id, text))
    await asyncio.wait_for(mail, timeout=None)
    return text
