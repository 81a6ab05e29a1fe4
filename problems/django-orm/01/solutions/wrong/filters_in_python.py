from django.db import models


class Book(models.Model):
    title = models.CharField(max_length=100)
    price = models.IntegerField()  # in cents
    year = models.IntegerField()
    stars = models.IntegerField(null=True)  # None: nobody has rated it yet


def cheap_titles(limit):
    return sorted(book.title for book in Book.objects.all() if book.price < limit)


def well_rated(stars):
    rated = Book.objects.filter(stars__gte=stars).order_by("title")
    return list(rated.values_list("title", flat=True))


def best(count):
    rated = Book.objects.exclude(stars=None).order_by("-stars", "title")
    return list(rated.values_list("title", flat=True)[:count])


def overview(year):
    books = Book.objects.filter(year__gte=year).order_by("-year", "title")
    titles = list(books.values_list("title", flat=True))
    return {"count": len(titles), "titles": titles}
