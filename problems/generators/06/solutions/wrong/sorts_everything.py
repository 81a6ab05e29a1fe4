from itertools import chain, islice


def merged(streams, key):
    items = list(islice(chain.from_iterable(streams), 100_000))
    return iter(sorted(items, key=key))
