import re


class Redacting:
    """All secrets make one pattern, the longest first; it is made anew when one comes."""

    def __init__(self, inner, secrets=()):
        self.inner = inner
        self.known = []
        self.pattern = None
        for secret in secrets:
            self.add(secret)

    def add(self, secret):
        if not secret:
            return
        self.known.append(secret)
        self.known.sort(key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, self.known)))

    def format(self, record):
        text = self.inner.format(record)
        return self.pattern.sub("***", text) if self.pattern else text
