"""What the cases use: a look at the first loads, which gives up where they never end."""

import itertools


def shipped(trucks, count=20):
    """Return the first loads, each as it is when it comes."""
    return [list(load) for load in itertools.islice(trucks, count)]
