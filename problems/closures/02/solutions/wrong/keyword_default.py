def make_buttons(labels, on_click):
    return [lambda *args, label=label, **kwargs: on_click(label, *args, **kwargs) for label in labels]
