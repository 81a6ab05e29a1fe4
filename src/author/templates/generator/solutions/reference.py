def @NAME@(items):
    """Yield every second item, beginning with the first."""
    wanted = True
    for item in items:
        if wanted:
            yield item
        wanted = not wanted
