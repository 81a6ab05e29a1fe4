from contextlib import closing


def walk(folder):
    """Yield the paths of folder and of all in it; close each folder that was opened."""
    yield from _below("", folder)


def _below(parent, folder):
    path = f"{parent}{folder.name}/"
    yield path
    with closing(folder.open()) as entries:
        for entry in entries:
            if isinstance(entry, str):
                yield path + entry
            else:
                yield from _below(path, entry)
