def walk(folder):
    return below(folder, "")


def below(folder, parent):
    path = parent + folder.name + "/"
    entries = folder.open()
    try:
        yield path
        for entry in entries:
            if isinstance(entry, str):
                yield path + entry
            else:
                yield from below(entry, path)
    finally:
        entries.close()
