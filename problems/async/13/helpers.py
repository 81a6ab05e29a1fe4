"""What the cases give to the solution: generators that note when they get on."""

import time


class Diary:
    def __init__(self):
        self.begun = time.monotonic()
        self.log = []

    def note(self, *words):
        self.log.append((time.monotonic() - self.begun, *words))

    def sleeper(self, name, *wishes):
        """Notes each time that it goes on; wishes are what it yields."""
        for number, wish in enumerate(wishes):
            self.note(name, number)
            yield wish
        self.note(name, "end")
        return f"result of {name}"

    def reader(self, name, task):
        """Waits for a task, and notes what came of it."""
        try:
            self.note(name, "got", (yield task))
        except Exception as error:
            self.note(name, "caught", repr(error))

    def broken(self, seconds, error):
        yield seconds
        raise error


def play(make, scripts):
    """Each script is what one task yields: seconds, or a negative number for the task so far before it."""
    diary, loop, tasks = Diary(), make(), []
    for number, script in enumerate(scripts):
        wishes = [tasks[wish] if wish < 0 and -wish <= len(tasks) else (wish if wish > 0 else None) for wish in script]
        tasks.append(loop.spawn(diary.sleeper(number, *wishes)))
    loop.run()
    return diary.log, [task.result for task in tasks]
