import logging


def configure(console, logfile, audit):
    screen, file = logging.StreamHandler(console), logging.StreamHandler(logfile)
    screen.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    screen.setLevel("WARNING")
    logging.basicConfig(level="INFO", format="%(levelname)s %(name)s %(message)s", handlers=[screen, file])

    logging.getLogger("shop").setLevel("DEBUG")
    logging.getLogger("urllib3").setLevel("WARNING")
    trail = logging.getLogger("shop.audit")
    trail.setLevel("INFO")
    trail.propagate = False
    trail.handlers = [logging.StreamHandler(audit)]
