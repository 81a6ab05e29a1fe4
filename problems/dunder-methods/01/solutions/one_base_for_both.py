class Shown:
    """Something that shows what it was made of, and can be formatted like a string."""

    def __repr__(self):
        given = ", ".join(map(repr, self._given()))
        return f"{self.__class__.__name__}({given})"

    def __format__(self, spec):
        return str(self).__format__(spec)


class Track(Shown):
    """A piece of music with a title and a length in seconds."""

    def __init__(self, title, seconds):
        self.title = title
        self.seconds = seconds

    def __eq__(self, other):
        if not isinstance(other, Track):
            return NotImplemented
        return (self.title, self.seconds) == (other.title, other.seconds)

    def _given(self):
        return self.title, self.seconds

    def __str__(self):
        return "%s (%d:%02d)" % (self.title, self.seconds // 60, self.seconds % 60)


class Playlist(Shown):
    """Tracks in an order, under a name."""

    def __init__(self, name, tracks=()):
        self.name = name
        self.tracks = list(tracks)

    def __eq__(self, other):
        if not isinstance(other, Playlist):
            return NotImplemented
        return (self.name, self.tracks) == (other.name, other.tracks)

    def _given(self):
        return self.name, self.tracks

    def __str__(self):
        if not self.tracks:
            return self.name + ": empty"
        return self.name + ": " + ", ".join(str(track) for track in self.tracks)
