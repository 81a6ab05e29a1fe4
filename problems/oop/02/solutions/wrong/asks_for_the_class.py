import math


class Shape:
    """Something that can be painted: it has an area, and can describe itself."""

    def area(self):
        """Return the area; each kind of shape has its own way."""
        raise NotImplementedError(f"{type(self).__name__} does not say what its area is")

    def describe(self):
        """Return the kind of shape and its area, as people read it."""
        return f"{type(self).__name__} of {self.area():.2f}"


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


def total_area(shapes):
    """Return the sum of the areas of all shapes."""
    total = 0
    for shape in shapes:
        if isinstance(shape, Rectangle):
            total += shape.width * shape.height
        elif isinstance(shape, Circle):
            total += math.pi * shape.radius**2
        else:
            raise TypeError("unknown shape")
    return total
