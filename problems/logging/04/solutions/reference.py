import logging


class Redacting(logging.Formatter):
    """A formatter that writes what another one does, without the secrets."""

    def __init__(self, inner, secrets=()):
        super().__init__()
        self._inner = inner
        self._secrets = set(secrets)

    def add(self, secret):
        """Hide this one as well, from now on."""
        self._secrets.add(secret)

    def format(self, record):
        """Return the inner formatter's text, with *** for each secret."""
        text = self._inner.format(record)
        for secret in sorted(filter(None, self._secrets), key=len, reverse=True):
            text = text.replace(secret, "***")
        return text
