"""What the cases use: a machine whose clocks go by what is done on it, and work to do."""


class Machine:
    """Four processors. Threads: 8 in a pool; processes: 4 in a pool, which takes half a second to start."""

    def __init__(self):
        self.seconds = 100.0
        self.computing = 50.0
        self.log = []

    def wall(self):
        return self.seconds

    def cpu(self):
        return self.computing

    def passes(self, cpu, wait):
        self.seconds += cpu + wait
        self.computing += cpu

    def threads(self):
        return Pool(self, "threads")

    def processes(self):
        self.seconds += 0.5
        return Pool(self, "processes")

    def story(self):
        """What was done where, and how long all of it took."""
        return [self.log, self.seconds - 100.0]


class Pool:
    def __init__(self, machine, kind):
        self.machine = machine
        self.kind = kind
        machine.log.append(f"start {kind}")

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.machine.log.append(f"close {self.kind}")

    def map(self, work, items, chunksize=1):
        items = list(items)
        self.machine.log.append(f"{len(items)} in {self.kind}")
        computing, waiting = work.cpu * len(items), work.wait * len(items)
        if self.kind == "threads":
            self.machine.seconds += max(computing, (computing + waiting) / 8)
        else:
            self.machine.seconds += (computing + waiting) / 4
        return map(work.answer, items)


class Work:
    """A function that computes and waits; `travels` says whether it can be pickled."""

    def __init__(self, machine, cpu, wait, answer=lambda item: item * 10, travels=True):
        self.machine = machine
        self.cpu = cpu
        self.wait = wait
        self.answer = answer
        self.travels = travels

    def __call__(self, item):
        self.machine.log.append("here")
        self.machine.passes(self.cpu, self.wait)
        return self.answer(item)

    def __reduce__(self):
        if not self.travels:
            raise TypeError("cannot be pickled")
        return (str, ("work",))


def fails(item):
    """An answer for items that end badly."""
    if item == "bad":
        raise LookupError(item)
    return item
