class Singleton:
    """Of each class that inherits from this one there is one object."""
