import logging


class Redacting(logging.Formatter):
    def __init__(self, inner, secrets=()):
        super().__init__()
        self.inner = inner
        self.secrets = list(filter(None, secrets))

    def add(self, secret):
        if secret:
            self.secrets.append(secret)

    def hide(self, text):
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text

    def format(self, record):
        if record.exc_info and not record.exc_text:
            record.exc_text = self.inner.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.hide(record.exc_text)
        return self.hide(self.inner.format(record))
