async def gather_safely(fetch, keys):
    found, failed = {}, {}
    for key in dict.fromkeys(keys):
        try:
            found[key] = await fetch(key)
        except Exception as error:
            failed[key] = error
    return found, failed
