"""Pairs of digits that meet in a long sequence, counted in dicts."""


def sequence(n):
    """n pseudo-random numbers below 1000."""
    value = 7
    numbers = []
    for _ in range(n):
        value = (value * 421 + 1663) % 7875
        numbers.append(value % 1000)
    return numbers


def count_pairs(n):
    """The commonest pair of each first digit, weighed by its different pairs.

    >>> count_pairs(1000)
    1074
    """
    pairs = {}
    last = 0
    for value in sequence(n):
        pair = (last % 50, value % 50)
        if pair in pairs:
            pairs[pair] += 1
        else:
            pairs[pair] = 1
        last = value
    by_first = {}
    for (first, _), count in pairs.items():
        by_first.setdefault(first, []).append(count)
    return sum(max(counts) * len(counts) for counts in by_first.values())
