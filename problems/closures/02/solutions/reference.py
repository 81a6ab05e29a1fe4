from functools import partial


def make_buttons(labels, on_click):
    """Return a list of functions, one for each label, that call on_click with it."""
    return [partial(on_click, label) for label in labels]
