import asyncio


async def resize_all(pictures, resize, pool, report):
    done = []

    async def resize_one(picture):
        small = await pool.run(resize, picture)
        done.append(picture)
        report(len(done), len(pictures))
        return small

    return await asyncio.gather(*(resize_one(picture) for picture in pictures))
