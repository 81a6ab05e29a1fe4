import os
import random
import sys

at_import = (os.listdir("."), sys.argv[1:], os.environ.get("MODE"))


def read(path):
    with open(path) as file:
        return file.read()


def write(path, text="x"):
    with open(path, "w") as file:
        return file.write(text)
