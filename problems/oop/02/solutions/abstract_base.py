from abc import ABC
from math import pi


class Shape(ABC):
    """Something that can be painted: it has an area, and can describe itself."""

    def area(self):
        raise NotImplementedError

    def describe(self):
        return "{} of {:.2f}".format(self.__class__.__name__, self.area())


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return pi * self.radius * self.radius


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        Rectangle.__init__(self, width=side, height=side)


def total_area(shapes):
    total = 0
    for shape in shapes:
        total += shape.area()
    return total
