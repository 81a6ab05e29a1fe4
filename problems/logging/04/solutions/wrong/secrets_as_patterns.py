import logging
import re


class Redacting(logging.Formatter):
    def __init__(self, inner, secrets=()):
        super().__init__()
        self.inner = inner
        self.secrets = list(filter(None, secrets))

    def add(self, secret):
        if secret:
            self.secrets.append(secret)

    def format(self, record):
        text = self.inner.format(record)
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = re.sub(secret, "***", text)
        return text
