def text():
    return "alpha\nbeta\ngamma\ndelta\nepsilon \nzeta\neta\ntheta\niota\n"
def missing():
    return "alpha\nbeta\ngamma\nepsilon\nzeta\neta\ntheta\niota\n"
def longline():
    t = "The quick brown fox jumps over the lazy dog. " * 10
    return t[:300] + "X" + t[301:-1]
def nested():
    return {"users": [{"name": "Ann", "tags": ["a", "b"], "address": {"street": "Long road 1", "city": "Oslo"}}, {"name": "Bob", "tags": ["c"], "address": {"street": "Short road 2", "city": "bergen"}}, {"name": "Cid", "tags": [], "address": {"street": "Mid road 3", "city": "Hamar"}}]}
def floats():
    return [0.1, 0.3, 2.5]
def types():
    return [1, 2.0, "3"]
def prints():
    print("one")
    print("two ")
    print("three")
def rec(n):
    return rec(n - 1) + 1
def even(n):
    return not odd(n - 1)
def odd(n):
    return not even(n - 1)
def drop_all(xs):
    while xs: xs.append(xs.pop())
    return xs
def loops(xs):
    print("starting")
    return drop_all(xs)
def slow_sum():
    return sum(range(10 ** 12))
def boom(d):
    return d["a"][1]["b"]["c"] + 1
def wide():
    return "日本語テキヌト"
def biglist():
    return [x if x != 120 else -x for x in range(131)]
def many():
    return "".join("line %d%s\n" % (i, "" if i % 3 else "!") for i in range(30) if i != 7)
