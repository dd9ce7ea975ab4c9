"""A small stock list: parsing, totals, forecasts and a report.

The sample of `make demo`: ordinary functions, half of them without annotations.
"""
import math

TAX_RATE = 0.19
UNITS = {"kg": 1000, "g": 1, "t": 1000000}


def parse_amount(text):
    """Read an amount such as "12kg" and return it in grams.

    >>> parse_amount("12kg")
    12000
    >>> parse_amount("250g")
    250
    >>> parse_amount("3 boxes")
    Traceback (most recent call last):
        ...
    ValueError: unknown unit 'boxes'
    """
    digits = ""
    for c in text:
        if not c.isdigit():
            break
        digits += c
    unit = text[len(digits):].strip()
    if unit not in UNITS:
        raise ValueError(f"unknown unit {unit!r}")
    return int(digits) * UNITS[unit]


def parse_line(line):
    """Split "name; amount; price" into its parts.

    >>> parse_line("flour; 2kg; 1.20")
    ('flour', 2000, 1.2)
    """
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 3:
        raise ValueError(f"expected 3 fields, got {len(parts)}")
    return parts[0], parse_amount(parts[1]), float(parts[2])


def total_weight(lines: list[str]) -> int:
    """Sum of all amounts; lines that cannot be read are skipped.

    >>> total_weight(["flour; 2kg; 1.20", "???", "salt; 500g; 0.60"])
    2500
    """
    total = 0
    for line in lines:
        try:
            _, grams, _ = parse_line(line)
        except ValueError:
            continue
        total += grams
    return total


def gross(net: float, rate: float = TAX_RATE) -> float:
    """The price with tax, to the cent.

    >>> gross(10.0)
    11.9
    >>> gross(2.5, 0.07)
    2.68
    """
    return round(net * (1.0 + rate), 2)


def moving_average(values, width):
    """The mean of every window of the given width.

    >>> moving_average([1.0, 2.0, 6.0, 3.0], 2)
    [1.5, 4.0, 4.5]
    """
    return [sum(values[i:i + width]) / width for i in range(len(values) - width + 1)]


def standard_deviation(values):
    """Of a population; 0.0 for fewer than two values.

    >>> standard_deviation([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])
    2.0
    """
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values) / len(values))


def group_by_initial(names):
    """Names by their first letter, in order of appearance.

    >>> group_by_initial(["salt", "flour", "sugar"])
    {'s': ['salt', 'sugar'], 'f': ['flour']}
    """
    groups = {}
    for name in names:
        key = name[0]
        if key not in groups:
            groups[key] = []
        groups[key].append(name)
    return groups


def edit_distance(a: str, b: str) -> int:
    """How many letters to insert, delete or replace to turn a into b.

    >>> edit_distance("kitten", "sitting")
    3
    """
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = 0 if x == y else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


def closest(name, names):
    """The known name that is nearest to a misspelt one, or None.

    >>> closest("suger", ["salt", "sugar", "flour"])
    'sugar'
    >>> closest("x", []) is None
    True
    """
    best = None
    best_distance = 0
    for candidate in names:
        distance = edit_distance(name, candidate)
        if best is None or distance < best_distance:
            best = candidate
            best_distance = distance
    return best


def days_left(stock: int, daily_use: int) -> int:
    """Full days until the stock is used up.

    >>> days_left(1000, 300)
    3
    """
    if daily_use <= 0:
        raise ValueError("daily use must be positive")
    return stock // daily_use


def print_table(rows: list[tuple[str, float]]) -> None:
    """Print names and prices in two columns.

    >>> print_table([("flour", 1.2), ("salt", 0.6)])
    flour           1.20
    salt            0.60
    """
    for name, price in rows:
        print(f"{name:<12}{price:>8.2f}")
