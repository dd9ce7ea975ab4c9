"""The Collatz sequence and other digit games."""


def collatz_length(n):
    """Steps until 1 is reached.

    >>> collatz_length(27)
    111
    """
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
        if steps > 10000:
            raise RuntimeError("no end in sight")
    return steps


def collatz_sequence(n: int) -> list[int]:
    """
    >>> collatz_sequence(6)
    [6, 3, 10, 5, 16, 8, 4, 2, 1]
    """
    if n < 1:
        raise ValueError("n must be positive")
    sequence = [n]
    while sequence[-1] != 1:
        last = sequence[-1]
        sequence.append(last // 2 if last % 2 == 0 else 3 * last + 1)
    return sequence


def longest_start(limit: int) -> tuple[int, int]:
    """The start below limit with the longest chain, and its length.

    >>> longest_start(30)
    (27, 111)
    """
    best, best_length = 1, 0
    for start in range(1, limit):
        length = collatz_length(start)
        if length > best_length:
            best, best_length = start, length
    return best, best_length


def digit_sum(n):
    """Sum of the decimal digits.

    >>> digit_sum(9875)
    29
    >>> digit_sum(-12)
    3
    """
    return sum(int(d) for d in str(abs(n)))


def is_happy(n):
    """Whether summing the squares of the digits ends in 1.

    >>> is_happy(19)
    True
    >>> is_happy(2)
    False
    """
    seen = []
    while n != 1 and n not in seen:
        seen.append(n)
        total = 0
        while n > 0:
            n, digit = divmod(n, 10)
            total += digit ** 2
        n = total
    return n == 1
