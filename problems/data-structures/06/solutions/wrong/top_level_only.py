from copy import deepcopy


def merged(*layers):
    result = {}
    for layer in layers:
        result = {**result, **deepcopy(layer)}
    return result
