"""What the cases use: accounts that notice who touches them, and locks that make the worst moment come."""

import threading


class WatchedLock:
    """A lock that tells the bank when it is taken and given back."""

    def __init__(self, bank):
        self.bank = bank
        self.inner = threading.Lock()
        self.owner = None

    def acquire(self, blocking=True, timeout=-1):
        taken = self.inner.acquire(False)
        if not taken:
            self.bank.arrives()
            if blocking:
                taken = self.inner.acquire() if timeout < 0 else self.inner.acquire(True, timeout)
        if taken:
            self.owner = threading.get_ident()
            self.bank.lock_was_taken()
        return taken

    def release(self):
        self.owner = None
        self.inner.release()
        self.bank.lock_was_given_back()

    def locked(self):
        return self.inner.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class Account:
    """An account whose balance notices who reads or changes it without its lock."""

    def __init__(self, bank, number, balance):
        self.bank = bank
        self.number = number
        self.money = balance
        self.lock = WatchedLock(bank)

    def __hash__(self):
        """The same for all: a set keeps them in the order in which they come, and luck gives no other."""
        return 1

    def touched(self, what):
        if self.lock.owner != threading.get_ident():
            self.bank.unlocked.add(f"{what} {self.number} without its lock")

    @property
    def balance(self):
        self.touched("reads")
        return self.money

    @balance.setter
    def balance(self, value):
        self.touched("changes")
        self.money = value


class Bank:
    """Accounts with the numbers 1, 2, ...

    With a `meeting` of so many threads, each waits once it has a lock, until every other one has a
    lock as well, or has found one taken, or is done, but no longer than `patience` says.
    `at_release` is called when a lock has been given back.
    """

    def __init__(self, *balances, meeting=0, patience=0.08, at_release=None):
        self.accounts = [Account(self, number, balance) for number, balance in enumerate(balances, 1)]
        self.unlocked = set()
        self.meeting = meeting
        self.patience = patience
        self.arrived = set()
        self.all_there = threading.Event()
        self.at_release = at_release

    def arrives(self):
        self.arrived.add(threading.get_ident())
        if len(self.arrived) >= self.meeting:
            self.all_there.set()

    def lock_was_taken(self):
        if self.meeting:
            self.arrives()
            self.all_there.wait(self.patience)

    def lock_was_given_back(self):
        if self.at_release:
            self.at_release(self)

    def state(self):
        """All balances, who touched one without its lock, and the locks that are still held."""
        held = [account.number for account in self.accounts if account.lock.locked()]
        return [[account.money for account in self.accounts], sorted(self.unlocked), held]


def at_once(bank, *actions):
    """Runs each action in a thread of its own; what they returned or raised, in order."""
    results = [None] * len(actions)
    everybody = threading.Barrier(len(actions) + 1)

    def run(place, action):
        everybody.wait()
        try:
            results[place] = action()
        except Exception as error:
            results[place] = type(error).__name__
        bank.arrives()
        everybody.wait()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    everybody.wait()
    everybody.wait()
    for thread in threads:
        thread.join()
    return results


def once(action):
    """For at_release: does something the first time only."""
    left = [action]

    def act(bank):
        if left:
            left.pop()(bank)

    return act
