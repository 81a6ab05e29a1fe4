import asyncio
import sched
import time


async def nap(seconds, result=None):
    await asyncio.sleep(seconds)
    return result


async def all_at_once(*seconds):
    return await asyncio.gather(*(nap(s, s) for s in seconds))


async def leaves_a_task():
    asyncio.create_task(nap(5))
    await asyncio.sleep(1)


async def forgets_to_await():
    nap(1)


def backs_off(times):
    for n in range(times):
        time.sleep(2**n)


async def stuck():
    await asyncio.Event().wait()


async def both_stuck():
    first, second = asyncio.Lock(), asyncio.Lock()

    async def one():
        async with first:
            await asyncio.sleep(1)
            async with second:
                pass

    async def two():
        async with second:
            await asyncio.sleep(1)
            async with first:
                pass

    await asyncio.gather(one(), two())


def polls(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


async def polls_in_a_loop():
    end = time.monotonic() + 1
    while time.monotonic() < end:
        await asyncio.sleep(0)


async def empty_queues():
    queue = asyncio.Queue()

    async def worker():
        await queue.get()

    await asyncio.gather(worker(), worker())


async def blocks():
    time.sleep(2)


async def swallows():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        return "swallowed"


def later(seconds):
    scheduler = sched.scheduler()
    scheduler.enter(seconds, 1, lambda: None)
    scheduler.run()
    return time.monotonic()
