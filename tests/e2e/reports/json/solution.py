import socket


def count(items):
    print("counting", len(items))
    return len(items) + 1


def broken(x):
    return {}[x]


def connect():
    socket.socket()


def spin():
    while True:
        pass
