def make_buttons(labels, on_click):
    buttons = []
    for label in labels:
        buttons.append(lambda label=label, *args, **kwargs: on_click(label, *args, **kwargs))
    return buttons
