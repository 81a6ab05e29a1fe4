"""What the cases use: who catches an exception, and what comes out of a copy of it."""

import copy
import pickle


def caught_by(error, *classes):
    """The names of those classes whose except clause catches the exception."""
    names = []
    for cls in classes:
        try:
            try:
                raise error
            except cls:
                names.append(cls.__name__)
        except BaseException:
            pass
    return names


def shown(error, *names):
    """What can be seen of an exception: its class, these attributes, its text."""
    return [type(error).__name__, *(getattr(error, name) for name in names), str(error)]


def copies(error, *names):
    """What can be seen of its copy, and of it after a journey to another process and back."""
    there = pickle.loads(pickle.dumps(error))
    return [shown(copy.copy(error), *names), shown(there, *names), shown(pickle.loads(pickle.dumps(there)), *names)]
