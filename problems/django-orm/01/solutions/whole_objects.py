from django.db import models
from django.db.models import F, Q


class Book(models.Model):
    title = models.CharField(max_length=100)
    price = models.IntegerField()  # in cents
    year = models.IntegerField()
    stars = models.IntegerField(null=True)  # None: nobody has rated it yet


def titles(books):
    return [book.title for book in books]


def cheap_titles(limit):
    return titles(Book.objects.order_by("title").exclude(price__gte=limit).only("title"))


def well_rated(stars):
    return titles(Book.objects.filter(~Q(stars__lt=stars) & Q(stars__isnull=False)).order_by("title"))


def best(count):
    rated = Book.objects.filter(stars__isnull=False)
    return titles(rated.order_by(F("stars").desc(), "title")[:count])


def overview(year):
    books = Book.objects.filter(year__gte=year).order_by("-year", "title")
    found = titles(books)
    return {"count": books.count(), "titles": found}
