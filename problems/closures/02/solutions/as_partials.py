from functools import partial


def make_buttons(labels, on_click):
    """A partial holds its arguments from the moment that it is made."""
    return [partial(on_click, label) for label in labels]
