"""Twelve functions of the kind that people write, for measuring how long a verdict takes."""

import math

VOWELS = "aeiou"
LIMIT = 1000


def clamp(value: int, low: int, high: int) -> int:
    """Keep a value within bounds.

    >>> clamp(5, 0, 3)
    3
    """
    if low > high:
        raise ValueError(f"bounds {low} and {high} are in the wrong order")
    if value < low:
        return low
    if value > high:
        return high
    return value


def digits(number: int, base: int) -> list[int]:
    """The digits of a number, the last one first.

    >>> digits(10, 2)
    [0, 1, 0, 1]
    """
    if base < 2:
        raise ValueError("the base must be at least 2")
    rest = abs(number)
    out = []
    while rest > 0:
        out.append(rest % base)
        rest //= base
    return out or [0]


def word_lengths(text: str) -> dict[str, int]:
    """How long each word is.

    >>> word_lengths("a few words")
    {'a': 1, 'few': 3, 'words': 5}
    """
    lengths = {}
    for word in text.split():
        word = word.strip(".,;:!?")
        if word:
            lengths[word] = len(word)
    return lengths


def vowels(text: str) -> int:
    """How many vowels there are.

    >>> vowels("Hello")
    2
    """
    count = 0
    for char in text.lower():
        if char in VOWELS:
            count += 1
    return count


def mean(values: list[float]) -> float:
    """The arithmetic mean.

    >>> mean([1.0, 2.0, 6.0])
    3.0
    """
    if not values:
        raise ValueError("no values")
    return sum(values) / len(values)


def deviation(values: list[float]) -> float:
    """The standard deviation.

    >>> deviation([2.0, 4.0])
    1.0
    """
    middle = mean(values)
    total = 0.0
    for value in values:
        total += (value - middle) ** 2
    return math.sqrt(total / len(values))


def runs(items: list[int]) -> list[tuple[int, int]]:
    """Each item with how often it comes in a row.

    >>> runs([1, 1, 2])
    [(1, 2), (2, 1)]
    """
    out: list[tuple[int, int]] = []
    for item in items:
        if out and out[-1][0] == item:
            out[-1] = (item, out[-1][1] + 1)
        else:
            out.append((item, 1))
    return out


def merged(left: list[int], right: list[int]) -> list[int]:
    """Two sorted lists as one.

    >>> merged([1, 4], [2, 3])
    [1, 2, 3, 4]
    """
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    out.extend(left[i:])
    out.extend(right[j:])
    return out


def balanced(text: str) -> bool:
    """Whether all brackets are closed.

    >>> balanced("(a[b]{c})"), balanced("(]")
    (True, False)
    """
    pairs = {")": "(", "]": "[", "}": "{"}
    waiting = []
    for char in text:
        if char in "([{":
            waiting.append(char)
        elif char in pairs:
            if not waiting or waiting.pop() != pairs[char]:
                return False
    return not waiting


def histogram(values: list[int], width: int) -> dict[int, int]:
    """How many values lie in each interval of a width.

    >>> histogram([1, 2, 11], 10)
    {0: 2, 10: 1}
    """
    if width <= 0:
        raise ValueError("the width must be positive")
    counts: dict[int, int] = {}
    for value in values:
        start = value // width * width
        counts[start] = counts.get(start, 0) + 1
    return counts


def caesar(text: str, key: int) -> str:
    """Shift the letters of a text.

    >>> caesar("abc xyz", 1)
    'bcd yza'
    """
    out = []
    for char in text:
        if "a" <= char <= "z":
            out.append(chr((ord(char) - ord("a") + key) % 26 + ord("a")))
        elif "A" <= char <= "Z":
            out.append(chr((ord(char) - ord("A") + key) % 26 + ord("A")))
        else:
            out.append(char)
    return "".join(out)


def steps(number: int) -> int:
    """How many steps of Collatz there are to 1.

    >>> steps(6)
    8
    """
    count = 0
    while number > 1 and count < LIMIT:
        if number % 2 == 0:
            number //= 2
        else:
            number = 3 * number + 1
        count += 1
    return count


if __name__ == "__main__":
    print(clamp(7, 0, 5), digits(255, 16), steps(27))
    print(word_lengths("to be or not to be"), vowels("aeiou"))
    print(deviation([1.0, 2.0, 3.0]), runs([3, 3, 1]), merged([1], [0, 2]))
    print(balanced("{[]}"), histogram([5, 15, 25], 10), caesar("Hello", 3))
