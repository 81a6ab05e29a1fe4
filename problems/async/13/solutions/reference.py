import heapq
import time
from collections import deque
from itertools import count


class Task:
    """A generator on its way; done, result and error say how it ended."""

    def __init__(self, generator):
        self.done = False
        self.result = None
        self.error = None
        self.generator = generator
        self.waiters = []

    def step(self, awaited):
        """Go on to the next yield, with the end of the task that was waited for."""
        if awaited is None:
            return next(self.generator)
        if awaited.error is not None:
            return self.generator.throw(awaited.error)
        return self.generator.send(awaited.result)


class Loop:
    """Runs generators as tasks that take turns."""

    def __init__(self):
        self._ready = deque()
        self._sleeping = []
        self._ticket = count()
        self._left = 0

    def spawn(self, generator):
        """Make a task of the generator, and return it."""
        task = Task(generator)
        self._left += 1
        self._ready.append((task, None))
        return task

    def run(self):
        """Return when all tasks are done."""
        while self._left:
            self._wake()
            if not self._ready:
                raise RuntimeError("all tasks wait for each other")
            self._turn(*self._ready.popleft())

    def _wake(self):
        if not self._ready and self._sleeping:
            time.sleep(max(0, self._sleeping[0][0] - time.monotonic()))
        while self._sleeping and self._sleeping[0][0] <= time.monotonic():
            _, _, task = heapq.heappop(self._sleeping)
            self._ready.append((task, None))

    def _turn(self, task, awaited):
        try:
            wish = task.step(awaited)
        except StopIteration as end:
            self._end(task, end.value, None)
        except Exception as error:
            self._end(task, None, error)
        else:
            self._wait(task, wish)

    def _wait(self, task, wish):
        if wish is None:
            self._ready.append((task, None))
        elif not isinstance(wish, Task):
            heapq.heappush(self._sleeping, (time.monotonic() + wish, next(self._ticket), task))
        elif wish.done:
            self._ready.append((task, wish))
        else:
            wish.waiters.append(task)

    def _end(self, task, result, error):
        task.done, task.result, task.error = True, result, error
        self._left -= 1
        self._ready.extend((waiter, task) for waiter in task.waiters)
