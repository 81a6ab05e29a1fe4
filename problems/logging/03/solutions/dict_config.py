import logging.config


def configure(console, logfile, audit):
    """The same as data: what there is, and what is attached to what."""
    logging.config.dictConfig({
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "screen": {"format": "%(levelname)s: %(message)s"},
            "file": {"format": "%(levelname)s %(name)s %(message)s"},
            "audit": {"format": "%(message)s"},
        },
        "handlers": {
            "screen": {"class": "logging.StreamHandler", "stream": console, "formatter": "screen", "level": "WARNING"},
            "file": {"class": "logging.StreamHandler", "stream": logfile, "formatter": "file"},
            "audit": {"class": "logging.StreamHandler", "stream": audit, "formatter": "audit"},
        },
        "root": {"level": "INFO", "handlers": ["screen", "file"]},
        "loggers": {
            "shop": {"level": "DEBUG"},
            "shop.audit": {"level": "INFO", "handlers": ["audit"], "propagate": False},
            "urllib3": {"level": "WARNING"},
        },
    })
