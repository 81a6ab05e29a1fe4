def make_buttons(labels, on_click):
    """Each call of make_button has a label of its own, which its button keeps."""

    def make_button(label):
        def button(*args, **kwargs):
            return on_click(label, *args, **kwargs)

        return button

    buttons = []
    for label in labels:
        buttons.append(make_button(label))
    return buttons
