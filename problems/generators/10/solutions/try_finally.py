def walk(folder):
    """The paths of an inner folder are those of its own walk, with our name in front."""
    here = folder.name + "/"
    yield here
    entries = folder.open()
    try:
        for entry in entries:
            if isinstance(entry, str):
                yield here + entry
            else:
                yield from prefixed(here, walk(entry))
    finally:
        entries.close()


def prefixed(prefix, paths):
    """Put prefix in front of paths; pass on a close, which `for` does not."""
    try:
        for path in paths:
            yield prefix + path
    finally:
        paths.close()
