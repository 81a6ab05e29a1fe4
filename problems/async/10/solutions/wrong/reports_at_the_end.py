import asyncio


async def resize_all(pictures, resize, pool, report):

    async def resize_one(picture):
        small = await pool.run(resize, picture)
        return small

    tasks = [asyncio.ensure_future(resize_one(picture)) for picture in pictures]
    try:
        small = await asyncio.gather(*tasks)
        for number in range(len(small)):
            report(number + 1, len(small))
        return small
    finally:
        for task in tasks:
            task.cancel()
