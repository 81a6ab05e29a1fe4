def make_buttons(labels, on_click):
    if not isinstance(labels, list):
        labels = list(labels)

    def make_button(place):
        return lambda *args, **kwargs: on_click(labels[place], *args, **kwargs)

    return [make_button(place) for place in range(len(labels))]
