import asyncio


async def resize_all(pictures, resize, pool, report):
    done = []

    async def resize_one(picture):
        small = resize(picture)
        done.append(picture)
        report(len(done), len(pictures))
        return small

    tasks = [asyncio.ensure_future(resize_one(picture)) for picture in pictures]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
