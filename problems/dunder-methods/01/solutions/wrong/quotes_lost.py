class Track:
    """A piece of music with a title and a length in seconds."""

    def __init__(self, title, seconds):
        self.title = title
        self.seconds = seconds

    def __eq__(self, other):
        if not isinstance(other, Track):
            return NotImplemented
        return (self.title, self.seconds) == (other.title, other.seconds)

    def __repr__(self):
        return f"{type(self).__name__}({self.title}, {self.seconds!r})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        return f"{self.title} ({minutes}:{seconds:02})"

    def __format__(self, spec):
        return format(str(self), spec)


class Playlist:
    """Tracks in an order, under a name."""

    def __init__(self, name, tracks=()):
        self.name = name
        self.tracks = list(tracks)

    def __eq__(self, other):
        if not isinstance(other, Playlist):
            return NotImplemented
        return (self.name, self.tracks) == (other.name, other.tracks)

    def __repr__(self):
        return f"{type(self).__name__}({self.name}, {self.tracks!r})"

    def __str__(self):
        return f"{self.name}: {', '.join(map(str, self.tracks)) or 'empty'}"

    def __format__(self, spec):
        return format(str(self), spec)
