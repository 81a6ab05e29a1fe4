def walk(folder):
    return below(folder, "")


def below(folder, parent):
    path = parent + folder.name + "/"
    yield path
    entries = folder.open()
    for entry in entries:
        if isinstance(entry, str):
            yield path + entry
        else:
            yield from below(entry, path)
    entries.close()
