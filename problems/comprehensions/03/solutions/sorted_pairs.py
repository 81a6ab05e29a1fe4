from itertools import groupby
from operator import itemgetter


def index(lines):
    """Return a dict from each word, in sorted order, to the numbers of the lines that have it."""
    places = {
        (word, number)
        for number, line in enumerate(lines, 1)
        for raw in line.split()
        if (word := raw.strip(".,;:!?").casefold())
    }
    return {
        word: [number for _, number in group]
        for word, group in groupby(sorted(places), key=itemgetter(0))
    }
