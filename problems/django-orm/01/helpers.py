"""The books that the cases begin with."""

from solution import Book

SHELF = [
    # title, price, year, stars
    ("Momo", 1200, 1973, 3),
    ("Emma", 900, 1815, 5),
    ("Dune", 1100, 1965, 5),
    ("Ulysses", 1500, 1922, None),
    ("Walden", 700, 1854, 4),
    ("Persuasion", 800, 1817, None),
]


def fill(books=SHELF):
    for title, price, year, stars in books:
        Book.objects.create(title=title, price=price, year=year, stars=stars)
