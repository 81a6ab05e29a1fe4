import asyncio


async def or_default(work, seconds, default):
    task = asyncio.ensure_future(work)
    try:
        await asyncio.sleep(seconds)
        return task.result() if task.done() else default
    finally:
        task.cancel()
        await asyncio.wait([task])
