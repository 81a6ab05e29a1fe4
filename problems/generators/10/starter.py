def walk(folder):
    """Yield the paths of folder and of all in it; close each folder that was opened."""
    yield folder.name
