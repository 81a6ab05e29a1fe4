import os
import sys


def add():
    print(int(input()) + int(input()))


def status(number):
    sys.exit(int(number))


def message():
    sys.exit("something went wrong")


def raises():
    raise ValueError("not this")


def show_environment():
    print(os.environ.get("COLOR"), sorted(os.environ) == sorted(set(os.environ)))


def show_file(path):
    with open(path, "rb") as file:
        sys.stdout.buffer.write(file.read())


def kill(number):
    import signal

    os.kill(os.getpid(), int(number))
    signal.pause()


def leave():
    print("out", flush=True)
    os._exit(0)


def handlers():
    import atexit

    atexit.register(print, "at exit")
    print("main")


def close():
    for fd in range(3, 64):
        try:
            os.close(fd)
        except OSError:
            pass
    print("closed")


def sleeps():
    import time

    time.sleep(600)
    print("woke")


def main():
    what, *rest = sys.argv[1:] or ["add"]
    globals()[what](*rest)


def name(*rest):
    print(__name__, sys.argv[0], list(rest))


if __name__ == "__main__":
    main()
