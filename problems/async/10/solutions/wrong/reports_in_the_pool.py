import asyncio


async def resize_all(pictures, resize, pool, report):
    done = []

    def resize_one(picture):
        small = resize(picture)
        done.append(picture)
        report(len(done), len(pictures))
        return small

    jobs = [asyncio.ensure_future(pool.run(resize_one, picture)) for picture in pictures]
    try:
        return await asyncio.gather(*jobs)
    finally:
        for job in jobs:
            job.cancel()
