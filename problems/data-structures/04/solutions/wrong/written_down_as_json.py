import json


def key_of(value):
    return json.dumps(value, sort_keys=True, default=list)
