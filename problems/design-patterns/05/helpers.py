"""What the cases use: two libraries that do as they are told, and write down what they are asked.

A plan is a list of answers, one for each payment or refund: a text is an id or a reference, a dict is
returned, a number is the code of an Error, and an exception is raised.
"""


class Swift:
    class Error(Exception):
        def __init__(self, code):
            super().__init__(f"code {code}")
            self.code = code

    def __init__(self, log, *plan):
        self.log = log
        self.plan = list(plan)

    def charge(self, *, amount, source):
        self.log.append(["charge", amount, source])
        answer = self.answer()
        return {"state": "paid", "id": answer} if isinstance(answer, str) else answer

    def void(self, id):
        self.log.append(["void", id])
        self.answer()

    def answer(self):
        answer = self.plan.pop(0)
        if isinstance(answer, int):
            raise self.Error(answer)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Bank:
    """`failing` names a method that cannot reach the bank."""

    def __init__(self, log, *plan, failing=None):
        self.log = log
        self.plan = list(plan)
        self.failing = failing
        self.sessions = 0

    def note(self, method, *details):
        self.log.append([method, *details])
        if method == self.failing:
            raise ConnectionError(method)

    def begin(self):
        self.note("begin")
        self.sessions += 1
        return f"s{self.sessions}"

    def book(self, session, cents, account):
        self.note("book", session, cents, account)
        return self.answer()

    def cancel(self, session, reference):
        self.note("cancel", session, reference)
        self.answer()

    def end(self, session):
        self.note("end", session)

    def answer(self):
        answer = self.plan.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


REFUSED = {"state": "refused", "message": "no funds"}


def ending(action, *arguments):
    """How a call ended: what it returned, or the exception's name, its text, and the name of its cause."""
    try:
        result = action(*arguments)
    except Exception as error:
        return [type(error).__name__, str(error), type(error.__cause__).__name__]
    return result if result is None else [result.provider, result.reference, result.cents]


def play(solution, swift_plan, bank_plan, amounts):
    """Pays some amounts and gives each back; how all that ended, and what the libraries were asked."""
    log = []
    answers = {"ok": "id", "no": REFUSED, "off": 503, "bad": 404}
    swift = Swift(log, *[answers[word] for word in swift_plan], *["id"] * 20)
    answers = {"ok": "ref", "no": ValueError("card stolen"), "off": TimeoutError("slow"), "bad": "ref"}
    bank = Bank(log, *[answers[word] for word in bank_plan], *["ref"] * 20)
    checkout = solution.Checkout([solution.SwiftAdapter(swift), solution.BankAdapter(bank)])
    told = []
    for cents in amounts:
        told.append(ending(checkout.pay, "a", cents))
        del told[-1][2 if told[-1][0] in ("swift", "bank", "Declined") else 1 :]
        if told[-1][0] in ("swift", "bank"):
            told.append((ending(checkout.refund, solution.Receipt(*told[-1], cents)) or [None])[0])
    return told, log
