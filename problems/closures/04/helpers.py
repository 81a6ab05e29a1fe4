"""What the cases use: functions that count how often they run."""


def calls_of_fibonacci(remember, n):
    """How often the n-th Fibonacci number is worked out where each is remembered."""
    calls = 0

    def fibonacci(k):
        nonlocal calls
        calls += 1
        return k if k < 2 else fibonacci(k - 1) + fibonacci(k - 2)

    fibonacci = remember(fibonacci)
    fibonacci(n)
    return calls
