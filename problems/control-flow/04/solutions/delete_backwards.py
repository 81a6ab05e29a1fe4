def take_out(items, unwanted):
    """Ask about all first; then delete from the end, where no later index is moved."""
    marked = [index for index, item in enumerate(items) if unwanted(item)]
    removed = [items[index] for index in marked]
    for index in reversed(marked):
        del items[index]
    return removed
