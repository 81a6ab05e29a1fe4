async def consume(source, handle, workers, room):
    failed = []
    async for item in source:
        try:
            await handle(item)
        except Exception as error:
            failed.append((item, error))
    return failed
