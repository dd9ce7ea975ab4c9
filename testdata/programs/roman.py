"""Roman numerals and other ways to write numbers."""

SYMBOLS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def to_roman(n):
    """
    >>> to_roman(1994)
    'MCMXCIV'
    >>> to_roman(0)
    Traceback (most recent call last):
        ...
    ValueError: 0 is not between 1 and 3999
    """
    if not 1 <= n <= 3999:
        raise ValueError(f"{n} is not between 1 and 3999")
    result = ""
    for value, symbol in SYMBOLS:
        while n >= value:
            result += symbol
            n -= value
    return result


def from_roman(numeral):
    """
    >>> from_roman("MCMXCIV")
    1994
    >>> from_roman("ABC")
    Traceback (most recent call last):
        ...
    KeyError: 'B'
    """
    total = 0
    previous = 0
    for c in reversed(numeral):
        value = VALUES[c]
        if value < previous:
            total -= value
        else:
            total += value
            previous = value
    return total


def to_base(n: int, base: int) -> str:
    """
    >>> to_base(255, 16)
    'ff'
    >>> to_base(-5, 2)
    '-101'
    """
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if not 2 <= base <= len(digits):
        raise ValueError("base must be between 2 and 36")
    if n == 0:
        return "0"
    sign = "-" if n < 0 else ""
    n = abs(n)
    out = []
    while n:
        n, digit = divmod(n, base)
        out.append(digits[digit])
    return sign + "".join(reversed(out))


def ordinal(n):
    """
    >>> ordinal(1), ordinal(22), ordinal(13), ordinal(111)
    ('1st', '22nd', '13th', '111th')
    """
    if 10 <= n % 100 <= 20:
        suffix = "th"
    else:
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"
