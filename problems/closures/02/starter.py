def make_buttons(labels, on_click):
    """Return a list of functions, one for each label, that call on_click with it."""
    buttons = []
    for label in labels:
        buttons.append(on_click)
    return buttons
