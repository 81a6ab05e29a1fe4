import os
import random
import sys



def files():
    """At level baseline not even the own folder can be listed."""
    try:
        return sorted(os.listdir("."))
    except PermissionError:
        return []


at_import = (files(), sys.argv[1:], os.environ.get("MODE"))


def read(path):
    with open(path) as file:
        return file.read()


def write(path, text="x"):
    with open(path, "w") as file:
        return file.write(text)
