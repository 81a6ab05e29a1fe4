"""What the cases use: a row of lookups, and what each of them gave and loaded."""


def lookups(kind, orders):
    """Do the orders on settings, and return what came of each and what was loaded."""
    loaded = []

    def load(name):
        loaded.append(name)
        return {"on": 1, "off": 0}[name]

    settings, ends = kind(load), []
    for what, name in orders:
        try:
            if what == "get":
                ends.append(getattr(settings, name))
            elif what == "call":
                ends.append(settings(name, "none"))
            elif what == "set":
                setattr(settings, name, "set")
            elif hasattr(settings, name):
                delattr(settings, name)
        except Exception as problem:
            ends.append(type(problem).__name__)
    return ends, loaded
