async def resize_all(pictures, resize, pool, report):
    """Resize all pictures in the pool; return the small ones in order."""
    small = []
    for picture in pictures:
        small.append(resize(picture))
        report(len(small), len(pictures))
    return small
