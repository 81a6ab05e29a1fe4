from django.db import models


class Book(models.Model):
    title = models.CharField(max_length=100)
    price = models.IntegerField()  # in cents
    year = models.IntegerField()
    stars = models.IntegerField(null=True)  # None: nobody has rated it yet


def cheap_titles(limit):
    """The titles of all books that cost less than limit, in alphabetical order."""
    return []


def well_rated(stars):
    """The titles of the books rated with stars or more, in alphabetical order."""
    return []


def best(count):
    """The titles of the count books with the most stars, best first."""
    return []


def overview(year):
    """How many books there are from that year or later, and their titles."""
    return {"count": 0, "titles": []}
