import asyncio

END = object()


async def consume(source, handle, workers, room):
    """Handle the items of source with several workers; return the failures."""
    queue = asyncio.Queue(maxsize=room)
    failed = []

    async def produce():
        trouble = None
        try:
            async for item in source:
                await queue.put(item)
        except Exception as error:
            trouble = error
        for _ in range(workers):
            await queue.put(END)
        return trouble

    async def work():
        while (item := await queue.get()) is not END:
            try:
                await handle(item)
            except Exception as error:
                failed.append((item, error))

    everybody = [produce(), *(work() for _ in range(workers))]
    trouble, *_ = await asyncio.gather(*everybody, return_exceptions=True)
    if trouble is not None:
        raise trouble
    return failed
