async def resize_all(pictures, resize, pool, report):
    small = []
    for picture in pictures:
        small.append(await pool.run(resize, picture))
        report(len(small), len(pictures))
    return small
