"""The Levenshtein distance of two strings."""


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        current = [i]
        for j, cb in enumerate(b, 1):
            change = previous[j - 1] + (ca != cb)
            current.append(min(previous[j] + 1, current[j - 1] + 1, change))
        previous = current
    return previous[-1]


def shifted_distance(n):
    """The distance of two texts of n words.

    >>> shifted_distance(3)
    7
    """
    a = " ".join("word" + str(i * 7 % 31) for i in range(n))
    b = " ".join("ward" + str(i * 11 % 29) for i in range(n))
    return distance(a, b)
