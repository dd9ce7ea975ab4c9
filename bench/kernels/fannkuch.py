"""How often a prefix can be flipped until a permutation starts with its first."""


def fannkuch(n: int) -> int:
    """The most flips that any permutation of n takes, and the checksum of all.

    >>> fannkuch(7)
    22816
    """
    checksum = 0
    most = 0
    permutation = list(range(n))
    count = [0] * n
    sign = 1
    while True:
        first = permutation[0]
        if first != 0:
            flipped = permutation[:]
            flips = 1
            while flipped[first] != 0:
                flipped[: first + 1] = flipped[first::-1]
                first = flipped[0]
                flips += 1
            most = max(most, flips)
            checksum += sign * flips
        if sign == 1:
            permutation[0], permutation[1] = permutation[1], permutation[0]
            sign = -1
        else:
            permutation[1], permutation[2] = permutation[2], permutation[1]
            sign = 1
            for i in range(2, n):
                if count[i] < i:
                    count[i] += 1
                    break
                if i == n - 1:
                    return checksum * 100 + most
                count[i] = 0
                moved = permutation.pop(0)
                permutation.insert(i + 1, moved)
