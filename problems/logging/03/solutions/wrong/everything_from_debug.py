import logging


def configure(console, logfile, audit):
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    logging.getLogger("shop").setLevel(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.WARNING)
    trail = logging.getLogger("shop.audit")
    trail.setLevel(logging.INFO)
    trail.propagate = False

    screen = _handler(console, "%(levelname)s: %(message)s")
    screen.setLevel(logging.WARNING)
    _replace_handlers(root, screen, _handler(logfile, "%(levelname)s %(name)s %(message)s"))
    _replace_handlers(trail, _handler(audit, "%(message)s"))


def _handler(stream, form):
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(form))
    return handler


def _replace_handlers(logger, *handlers):
    for old in list(logger.handlers):
        logger.removeHandler(old)
    for new in handlers:
        logger.addHandler(new)
