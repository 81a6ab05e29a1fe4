"""What the cases use: a pool of one other process, which notes down what travels."""

import os
import pickle
import re


def read_exactly(pipe, size):
    parts = []
    while size > 0:
        part = os.read(pipe, size)
        if not part:
            os._exit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def receive(pipe):
    return read_exactly(pipe, int.from_bytes(read_exactly(pipe, 8), "big"))


def send(pipe, data):
    data = len(data).to_bytes(8, "big") + data
    while data:
        data = data[os.write(pipe, data):]


class Done:
    """What submit gives: the answer is there already."""

    def __init__(self, answer):
        self.answer = answer

    def result(self, timeout=None):
        failed, value = pickle.loads(self.answer)
        if failed:
            raise value
        return value


class Pool:
    """Like a ProcessPoolExecutor with one process, which starts at once and lives as long as the case."""

    def __init__(self):
        self.messages = []
        questions, self.questions = os.pipe()
        self.answers, answers = os.pipe()
        if os.fork() == 0:
            os.close(self.questions)
            os.close(self.answers)
            self.serve(questions, answers)
        os.close(questions)
        os.close(answers)

    def serve(self, questions, answers):
        while True:
            function, calls = pickle.loads(receive(questions))
            try:
                answer = pickle.dumps((False, [function(*args, **kwargs) for args, kwargs in calls]))
            except BaseException as error:
                answer = pickle.dumps((True, error))
            send(answers, answer)

    def ask(self, function, calls):
        message = pickle.dumps((function, calls))
        self.messages.append(message)
        send(self.questions, message)
        return Done(receive(self.answers))

    def submit(self, function, /, *args, **kwargs):
        done = self.ask(function, [(args, kwargs)])
        failed, value = pickle.loads(done.answer)
        return Done(pickle.dumps((failed, value if failed else value[0])))

    def map(self, function, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        calls = [(args, {}) for args in zip(*iterables)]
        done = [self.ask(function, calls[at:at + chunksize]) for at in range(0, len(calls), chunksize)]
        return (value for answer in done for value in answer.result())

    def travelled(self):
        """The texts that each message held: of each its word that begins with `mark`."""
        return [[word.decode() for word in re.findall(rb"mark\d+", message)] for message in self.messages]
