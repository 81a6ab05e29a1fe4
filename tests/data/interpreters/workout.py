"""A broad walk through the standard library: what a learner's solution may use without breaking a rule of
the sandbox. One function for each area; each returns a short value that is the same under every Python.

Graded as a solution by tests/sandbox/interpreters.py; run plainly it calls everything (for strace).
"""


def text():
    import configparser
    import csv
    import difflib
    import html
    import io
    import json
    import pprint
    import re
    import string
    import textwrap
    import unicodedata
    import xml.etree.ElementTree

    table = io.StringIO()
    csv.writer(table).writerow(["a", "b c", 'd"'])
    config = configparser.ConfigParser()
    config.read_string("[x]\ny = 1\n")
    tree = xml.etree.ElementTree.fromstring("<a><b>1</b></a>")
    return [
        json.loads(json.dumps({"k": [1, 2.5, None]}))["k"],
        re.sub(r"(\w)(\d)", r"\2\1", "a1b2"),
        string.Template("$x").substitute(x="y"),
        textwrap.fill("one two three", 7),
        unicodedata.normalize("NFC", "e\u0301"),
        html.escape("<&>"),
        len(pprint.pformat(list(range(40)))) > 40,
        len(list(difflib.unified_diff(["a"], ["b"]))) > 0,
        table.getvalue(),
        config["x"]["y"],
        tree.find("b").text,
    ]


def numbers():
    import decimal
    import fractions
    import math
    import random
    import secrets
    import statistics

    return [
        str(decimal.Decimal(1) / 3)[:6],
        str(fractions.Fraction(3, 6)),
        math.gcd(12, 18),
        0 <= random.SystemRandom().random() < 1,
        len(secrets.token_bytes(8)),
        statistics.mean([1, 2, 3]),
    ]


def containers():
    import array
    import bisect
    import collections
    import copy
    import dataclasses
    import enum
    import functools
    import heapq
    import itertools
    import pickle
    import struct
    import weakref

    @dataclasses.dataclass
    class Point:
        x: int = 0

    class Colour(enum.Enum):
        RED = 1

    heap = [3, 1, 2]
    heapq.heapify(heap)
    point = Point(2)
    return [
        heap[0],
        bisect.bisect([1, 2, 3], 2),
        collections.Counter("aab").most_common(1)[0][0],
        copy.deepcopy(point).x,
        Colour(1).name,
        functools.reduce(lambda a, b: a * b, [1, 2, 3]),
        list(itertools.islice(itertools.count(), 3)),
        pickle.loads(pickle.dumps([1, "a"])),
        struct.unpack("<h", struct.pack("<h", -2))[0],
        array.array("i", [1, 2]).tolist(),
        weakref.ref(point)() is point,
    ]


def packing():
    import base64
    import binascii
    import bz2
    import gzip
    import hashlib
    import hmac
    import lzma
    import uuid
    import zlib

    data = b"abc" * 1000
    return [
        hashlib.sha256(b"x").hexdigest()[:8],
        hashlib.md5(b"x").hexdigest()[:8],
        hashlib.blake2b(b"x").hexdigest()[:8],
        hmac.new(b"k", b"m", "sha1").hexdigest()[:8],
        [unpack(pack(data)) == data for pack, unpack in [
            (zlib.compress, zlib.decompress), (gzip.compress, gzip.decompress),
            (bz2.compress, bz2.decompress), (lzma.compress, lzma.decompress)]],
        base64.b64encode(b"hi").decode(),
        binascii.crc32(b"hi"),
        len(str(uuid.uuid4())),
    ]


def files():
    import fcntl
    import glob
    import mmap
    import os
    import pathlib
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        first = base / "first.txt"
        first.write_text("one\ntwo\n")
        with open(first, "r+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX)
            file.seek(0, 2)
            file.write("three\n")
            file.flush()
            os.fsync(file.fileno())
            os.fdatasync(file.fileno())
            file.truncate(8)
            os.posix_fallocate(file.fileno(), 0, 8)
            with mmap.mmap(file.fileno(), 0) as view:
                view[0:3] = b"ONE"
                view.flush()
            os.pwrite(file.fileno(), b"t", 4)
        (base / "sub" / "deep").mkdir(parents=True)
        shutil.copy2(first, base / "copy.txt")
        shutil.copytree(base / "sub", base / "tree")
        shutil.move(base / "tree", base / "moved")
        shutil.rmtree(base / "moved")
        os.chmod(base / "copy.txt", 0o600)
        with open(base / "copy.txt", "rb") as source, open(base / "sent.txt", "wb") as target:
            os.sendfile(target.fileno(), source.fileno(), 0, 4)
            os.copy_file_range(source.fileno(), target.fileno(), 4, offset_src=0)
            head = os.pread(source.fileno(), 3, 0)
        os.link(first, base / "hard.txt")
        os.symlink("first.txt", base / "soft.txt")
        os.rename(base / "sent.txt", base / "sub" / "moved.txt")
        os.replace(base / "hard.txt", base / "sub" / "hard.txt")
        os.utime(first, (1, 1))
        before = os.getcwd()
        os.chdir(folder)
        found = sorted(glob.glob("**/*.txt", recursive=True))
        os.chdir(before)
        with tempfile.NamedTemporaryFile() as temporary, tempfile.TemporaryFile() as nameless:
            temporary.write(b"x")
            nameless.write(b"y")
        names = sorted(entry.name for entry in os.scandir(folder))
        walked = sum(len(names) for _, _, names in os.walk(folder))
        return [
            first.read_text(), head.decode(), found, names, walked,
            os.stat(first).st_mtime, os.readlink(base / "soft.txt"), os.access(first, os.R_OK),
            first.exists(), shutil.disk_usage(folder).total > 0, os.statvfs(folder).f_bsize > 0,
            len(os.listdir("/")) > 0, (base / "soft.txt").resolve().name, os.umask(0o22) >= 0,
        ]


def archives():
    import dbm.dumb
    import io
    import os
    import shelve
    import sqlite3
    import tarfile
    import tempfile
    import zipfile

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "data")
        with tarfile.open(path + ".tar.gz", "w:gz") as archive:
            archive.add(path + ".tar.gz", "self")
        with tarfile.open(path + ".tar.gz") as archive:
            inside = archive.getnames()
            archive.extractall(os.path.join(folder, "out"))
        database = sqlite3.connect(path + ".db")
        database.execute("create table t (a)")
        database.executemany("insert into t values (?)", [(1,), (2,)])
        database.commit()
        total = database.execute("select sum(a) from t").fetchone()[0]
        database.close()
        with zipfile.ZipFile(path + ".zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "hello")
        with zipfile.ZipFile(path + ".zip") as archive:
            archive.extractall(folder)
        with dbm.dumb.open(path, "c") as store:
            store["k"] = b"v"
            value = store["k"].decode()
        memory = sqlite3.connect(":memory:").execute("select 1 + 1").fetchone()[0]
        return [total, value, memory, inside, open(os.path.join(folder, "a.txt")).read(), shelve.__name__,
                io.BytesIO(b"x").read().decode()]


def descriptors():
    import os
    import select
    import selectors
    import socket

    read, write = os.pipe()
    os.set_blocking(read, False)
    os.set_inheritable(write, True)
    copy = os.dup(write)
    os.dup2(copy, write)
    os.write(write, b"ab")
    os.writev(copy, [b"c"])
    ready = select.select([read], [], [], 0)[0]
    poll = select.poll()
    poll.register(read, select.POLLIN)
    epoll = select.epoll()
    epoll.register(read, select.EPOLLIN)
    counts = [len(ready), len(poll.poll(0)), len(epoll.poll(0))]
    epoll.close()
    data = os.read(read, 10).decode()
    left, right = socket.socketpair()
    left.settimeout(5)
    left.sendall(b"hello")
    got = right.recv(3).decode() + right.makefile("rb").read(2).decode()
    left.shutdown(socket.SHUT_WR)
    family = left.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM
    left.getsockname()
    with selectors.DefaultSelector() as selector:
        selector.register(right, selectors.EVENT_READ)
        selected = len(selector.select(0))
    if hasattr(os, "eventfd"):
        os.close(os.eventfd(0))
    terminal = [os.isatty(0), os.isatty(read)]
    for fd in (read, write, copy):
        os.close(fd)
    os.closerange(200, 210)
    left.close()
    right.close()
    return [counts, data, got, family, selected, terminal]


def signals():
    import faulthandler
    import os
    import signal
    import time

    got = []
    signal.signal(signal.SIGUSR1, lambda number, frame: got.append(number))
    signal.signal(signal.SIGALRM, lambda number, frame: got.append(number))
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
    import threading
    signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    signal.pause()
    signal.alarm(0)
    old = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    os.kill(os.getpid(), signal.SIGUSR1)
    pending = signal.SIGUSR1 in signal.sigpending()
    signal.sigtimedwait([signal.SIGUSR1], 1)
    signal.pthread_sigmask(signal.SIG_SETMASK, old)
    signal.getitimer(signal.ITIMER_REAL)
    faulthandler.enable()
    faulthandler.disable()
    time.sleep(0)
    return [len(got), pending, len(old)]


def clocks():
    import calendar
    import datetime
    import sched
    import time
    import timeit

    scheduler = sched.scheduler(time.monotonic, time.sleep)
    ran = []
    scheduler.enter(0.01, 1, ran.append, ("ran",))
    scheduler.run()
    started = time.perf_counter_ns()
    time.sleep(0.005)
    spans = [time.perf_counter_ns() > started, time.process_time() > 0, time.thread_time() > 0, time.time() > 0]
    time.get_clock_info("monotonic")
    time.clock_getres(time.CLOCK_MONOTONIC)
    time.tzset()
    return [
        ran, spans, timeit.timeit("1 + 1", number=10) >= 0, calendar.monthrange(2024, 2)[1],
        datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc).isoformat(),
        time.strftime("%Y", time.gmtime(0)), datetime.datetime.now().year > 2000,
    ]


def zones():
    import datetime
    import zoneinfo

    moment = datetime.datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
    return str(moment.utcoffset())


def threads():
    import concurrent.futures
    import queue
    import threading

    results = queue.Queue()
    barrier = threading.Barrier(2)
    local = threading.local()
    lock = threading.RLock()

    def work(number):
        local.number = number
        barrier.wait(10)
        with lock:
            results.put(local.number)

    workers = [threading.Thread(target=work, args=(n,), name="w%d" % n) for n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(10)
    event = threading.Event()
    threading.Timer(0.01, event.set).start()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        squares = list(pool.map(lambda n: n * n, range(5)))
    condition = threading.Condition()
    with condition:
        waited = condition.wait(0.01)
    semaphore = threading.BoundedSemaphore(1)
    return [sorted(results.get() for _ in range(2)), event.wait(10), squares, waited, semaphore.acquire(timeout=1)]


def loops():
    import asyncio

    async def child(number):
        await asyncio.sleep(0.001 * number)
        return number

    async def producer(items):
        for item in range(3):
            await items.put(item)

    async def main():
        items = asyncio.Queue(1)
        task = asyncio.create_task(producer(items))
        taken = [await items.get() for _ in range(3)]
        await task
        try:
            await asyncio.wait_for(asyncio.sleep(10), 0.01)
        except asyncio.TimeoutError:
            taken.append("late")
        threaded = await asyncio.get_running_loop().run_in_executor(None, sum, [1, 2])
        return taken, await asyncio.gather(child(2), child(1)), threaded

    taken, gathered, threaded = asyncio.run(main())
    return [taken, gathered, threaded]


def itself():
    import ctypes
    import gc
    import inspect
    import locale
    import logging
    import os
    import platform
    import pwd
    import resource
    import sys
    import sysconfig
    import traceback
    import tracemalloc

    logging.getLogger("x").warning("seen on stderr")
    tracemalloc.start()
    tracemalloc.stop()
    try:
        raise ValueError("x")
    except ValueError:
        trace = traceback.format_exc()
    return [
        os.getpid() > 0, os.getppid() >= 0, os.getpgrp() >= 0, os.getsid(0) >= 0, os.getuid() == os.geteuid(),
        os.getgid() == os.getegid(), len(os.getresuid()), len(os.getgroups()) >= 0, os.uname().sysname,
        platform.system(), platform.python_implementation(), os.cpu_count() > 0, len(os.sched_getaffinity(0)) > 0,
        os.sysconf("SC_PAGE_SIZE") > 0, os.times().user >= 0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0,
        resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0, os.getpriority(os.PRIO_PROCESS, 0) >= -20,
        len(os.urandom(4)), len(os.getrandom(4)), gc.collect() >= 0, bool(locale.getlocale()), os.strerror(2),
        sysconfig.get_python_version() == "%d.%d" % sys.version_info[:2], "ValueError: x" in trace,
        ctypes.CDLL(None).abs(-3), ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 4)(), inspect.signature(itself).parameters == {},
        os.path.expanduser("~") != "~", len(pwd.getpwuid(os.getuid())), os.get_terminal_size.__name__,
    ]


def interaction():
    import argparse
    import builtins
    import contextlib
    import io
    import shlex
    import sys

    parser = argparse.ArgumentParser(prog="x")
    parser.add_argument("--n", type=int)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print("hello")
        sys.stdout.flush()
    print("seen on stdout")
    return [parser.parse_args(["--n", "3"]).n, out.getvalue(), shlex.split("a 'b c'"), builtins.len("abc")]


def many_imports():
    import importlib

    names = """abc ast asyncio.subprocess base64 bdb cProfile calendar cmath cmd code codecs codeop colorsys
        compileall concurrent.futures contextvars curses dis doctest email.message email.mime.text ensurepip filecmp
        fileinput fnmatch ftplib getopt getpass gettext graphlib http.client http.server imaplib ipaddress keyword
        linecache mailbox mimetypes modulefinder multiprocessing netrc numbers opcode operator optparse pdb pickletools
        pkgutil plistlib poplib profile pstats pty py_compile pyclbr quopri reprlib rlcompleter runpy selectors
        smtplib socketserver ssl stat stringprep subprocess symtable syslog tabnanny tarfile token tokenize trace tty
        types unittest.mock urllib.parse urllib.request venv warnings wave webbrowser wsgiref.simple_server
        xml.dom.minidom xml.sax xmlrpc.client zipapp zipimport zlib""".split()
    missing = []
    for name in names:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            missing.append(name)  # what this interpreter was built without
    return len(missing) < 10


AREAS = [text, numbers, containers, packing, files, archives, descriptors, signals, clocks, zones, threads, loops,
         itself, interaction, many_imports]

if __name__ == "__main__":
    import os

    os.write(1, b"WORKOUT BEGINS\n")
    for area in AREAS:
        print(area.__name__, area())
    os.write(1, b"WORKOUT ENDS\n")
