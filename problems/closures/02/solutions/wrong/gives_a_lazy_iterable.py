from functools import partial


def make_buttons(labels, on_click):
    return map(lambda label: partial(on_click, label), labels)
