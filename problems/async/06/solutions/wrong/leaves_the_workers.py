import asyncio


async def consume(source, handle, workers, room):
    """Handle the items of source with several workers; return the failures."""
    queue = asyncio.Queue(room)
    failed = []

    async def work():
        while True:
            item = await queue.get()
            try:
                await handle(item)
            except Exception as error:
                failed.append((item, error))
            finally:
                queue.task_done()

    for _ in range(workers):
        asyncio.ensure_future(work())
    async for item in source:
        await queue.put(item)
    await queue.join()
    return failed
