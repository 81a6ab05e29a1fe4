class Track:
    """A piece of music with a title and a length in seconds."""

    def __init__(self, title, seconds):
        self.title = title
        self.seconds = seconds

    def __eq__(self, other):
        if not isinstance(other, Track):
            return NotImplemented
        return (self.title, self.seconds) == (other.title, other.seconds)


class Playlist:
    """Tracks in an order, under a name."""

    def __init__(self, name, tracks=()):
        self.name = name
        self.tracks = list(tracks)

    def __eq__(self, other):
        if not isinstance(other, Playlist):
            return NotImplemented
        return (self.name, self.tracks) == (other.name, other.tracks)
