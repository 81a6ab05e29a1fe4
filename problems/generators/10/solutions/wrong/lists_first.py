def walk(folder):
    return below(folder, "")


def below(folder, parent):
    path = parent + folder.name + "/"
    yield path
    entries = folder.open()
    try:
        found = list(entries)
    finally:
        entries.close()
    for entry in found:
        if isinstance(entry, str):
            yield path + entry
        else:
            yield from below(entry, path)
