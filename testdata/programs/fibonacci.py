"""Fibonacci numbers, three ways."""


def fib(n):
    """Return the n-th Fibonacci number, counting from fib(0) = 0.

    >>> fib(10)
    55
    >>> [fib(i) for i in range(8)]
    [0, 1, 1, 2, 3, 5, 8, 13]
    """
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def fib_recursive(n: int) -> int:
    """The textbook definition.

    >>> fib_recursive(12)
    144
    """
    if n < 2:
        return n
    return fib_recursive(n - 1) + fib_recursive(n - 2)


def fib_list(limit):
    """All Fibonacci numbers below limit.

    >>> fib_list(30)
    [0, 1, 1, 2, 3, 5, 8, 13, 21]
    >>> fib_list(0)
    []
    """
    numbers = []
    a, b = 0, 1
    while a < limit:
        numbers.append(a)
        a, b = b, a + b
    return numbers


def is_fibonacci(n: int) -> bool:
    """Whether n occurs in the sequence.

    >>> is_fibonacci(21), is_fibonacci(22)
    (True, False)
    """
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    return a == n
