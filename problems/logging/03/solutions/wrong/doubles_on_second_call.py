import logging


def configure(console, logfile, audit):
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    logging.getLogger("shop").setLevel(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.WARNING)
    trail = logging.getLogger("shop.audit")
    trail.setLevel(logging.INFO)
    trail.propagate = False

    screen = _handler(console, "%(levelname)s: %(message)s")
    screen.setLevel(logging.WARNING)
    _add_handlers(root, screen, _handler(logfile, "%(levelname)s %(name)s %(message)s"))
    _add_handlers(trail, _handler(audit, "%(message)s"))


def _handler(stream, form):
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(form))
    return handler


def _add_handlers(logger, *handlers):
    for new in handlers:
        logger.addHandler(new)
