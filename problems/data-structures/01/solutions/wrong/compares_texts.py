def unique(items):
    seen = set()
    result = []
    for item in items:
        if str(item) not in seen:
            seen.add(str(item))
            result.append(item)
    return result
