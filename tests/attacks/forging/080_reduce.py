# row: 80
# name: an object whose pickle runs code where it is loaded
# expect: wrong
# stopped-by: nothing is ever unpickled
# control: plain
# control-check: result == 7
import os
import pickle


class Bomb:
    def __reduce__(self):
        return os.system, ("exit 7",)


def attack():
    if __name__ == "solution":
        return Bomb()
    return pickle.loads(pickle.dumps(Bomb())) >> 8
