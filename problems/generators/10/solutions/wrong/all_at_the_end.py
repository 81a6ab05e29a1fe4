from contextlib import ExitStack, closing


def walk(folder):
    with ExitStack() as doors:
        yield from below(folder, "", doors)


def below(folder, parent, doors):
    path = parent + folder.name + "/"
    yield path
    entries = doors.enter_context(closing(folder.open()))
    for entry in entries:
        if isinstance(entry, str):
            yield path + entry
        else:
            yield from below(entry, path, doors)
