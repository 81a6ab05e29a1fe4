# row: 83
# name: isinstance, type, len and the rest of builtins replaced
# expect: wrong
# stopped-by: the harness bound what it needs before, and judges nothing
# control: plain
# control-check: result == [True, 0]
import builtins


def attack():
    real = dict(vars(builtins))
    right = "this is never returned"
    try:
        for name in ("isinstance", "issubclass", "callable", "hasattr", "all", "any"):
            setattr(builtins, name, lambda *a, **k: True)
        for name in ("len", "id", "hash", "ord"):
            setattr(builtins, name, lambda *a, **k: 0)
        for name in ("type", "repr", "str", "print", "open", "getattr", "compile", "exec", "eval"):
            setattr(builtins, name, lambda *a, **k: right)
        builtins.__import__ = lambda *a, **k: None
        builtins.__build_class__ = lambda *a, **k: None
        return [isinstance(1, str), len("abc")]
    finally:
        if __name__ != "solution":
            for name in real:
                setattr(builtins, name, real[name])
