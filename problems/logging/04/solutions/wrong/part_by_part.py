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
        record = logging.makeLogRecord(record.__dict__)
        record.msg = self.hide(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = self.hide(record.exc_text or self.inner.formatException(record.exc_info))
        return self.inner.format(record)
