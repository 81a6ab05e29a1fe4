import math


class Shape:
    """Something that can be painted: it has an area, and can describe itself."""

    name = "Shape"

    def area(self):
        """Return the area; each kind of shape has its own way."""
        raise NotImplementedError(f"{type(self).__name__} does not say what its area is")

    def describe(self):
        return f"{self.name} of {self.area():.2f}"


class Rectangle(Shape):
    name = "Rectangle"

    def __init__(self, width, height):
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    name = "Square"

    def __init__(self, side):
        super().__init__(side, side)


class Circle(Shape):
    name = "Circle"

    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


def total_area(shapes):
    """Return the sum of the areas of all shapes."""
    return sum(shape.area() for shape in shapes)
