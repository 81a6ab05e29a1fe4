from collections import deque


def fork(source, lag):
    rest = iter(source)
    queues = {"a": deque(), "b": deque()}
    ended = []

    def reader(mine, other):
        try:
            while True:
                if not queues[mine]:
                    if ended:
                        return
                    if other in queues and len(queues[other]) >= lag:
                        raise BufferError("too far ahead")
                    try:
                        item = next(rest)
                    except StopIteration:
                        ended.append(True)
                        return
                    if other in queues:
                        queues[other].append(item)
                    yield item
                    del item
                else:
                    yield queues[mine].popleft()
        finally:
            del queues[mine]

    return reader("a", "b"), reader("b", "a")
