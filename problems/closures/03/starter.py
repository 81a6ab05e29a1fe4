def make_presets(func, table):
    """Return, for each name in the table, func with the arguments that stand there."""
    return {}


def describe(preset):
    """Return the call that a preset would make as text, as in "search('app.log', limit=3)"."""
    return str(preset)
