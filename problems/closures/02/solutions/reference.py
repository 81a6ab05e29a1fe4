def make_buttons(labels, on_click):
    """Return a list of functions, one for each label, that call on_click with it."""

    def make_button(label):
        def button(*args, **kwargs):
            return on_click(label, *args, **kwargs)

        return button

    return [make_button(label) for label in labels]
