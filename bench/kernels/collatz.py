"""The longest Collatz sequence that starts below a limit."""


def length(n: int, known: dict[int, int]) -> int:
    start = n
    steps = 0
    while n >= start and n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    total = steps + known.get(n, 1)
    known[start] = total
    return total


def longest_start(limit: int) -> int:
    """Which start below the limit has the longest sequence.

    >>> longest_start(30)
    27
    """
    best = 1
    longest = 0
    known: dict[int, int] = {}
    for start in range(1, limit):
        steps = length(start, known)
        if steps > longest:
            best, longest = start, steps
    return best
