def make_buttons(labels, on_click):
    buttons = []
    for label in labels:
        buttons.append(on_click(label))
    return buttons
