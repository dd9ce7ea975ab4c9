"""A grade book: nested dicts and lists, and reports that are printed."""


def average(values):
    """
    >>> average([1.0, 2.0, 4.5])
    2.5
    >>> average([])
    Traceback (most recent call last):
        ...
    ValueError: no values
    """
    if not values:
        raise ValueError("no values")
    return sum(values) / len(values)


def letter(score: float) -> str:
    """
    >>> letter(91.5), letter(80.0), letter(12.0)
    ('A', 'B', 'F')
    """
    for limit, grade in [(90.0, "A"), (80.0, "B"), (70.0, "C"), (60.0, "D")]:
        if score >= limit:
            return grade
    return "F"


def group_by_letter(scores):
    """Names by grade, in order of first appearance.

    >>> group_by_letter({"Ann": 93.0, "Bob": 55.5, "Cid": 90.0})
    {'A': ['Ann', 'Cid'], 'F': ['Bob']}
    """
    groups = {}
    for name, score in scores.items():
        groups.setdefault(letter(score), []).append(name)
    return groups


def parse_line(line: str) -> tuple[str, list[float]]:
    """
    >>> parse_line("Ann: 90, 85.5, 100")
    ('Ann', [90.0, 85.5, 100.0])
    >>> parse_line("nothing here")
    Traceback (most recent call last):
        ...
    ValueError: no scores in 'nothing here'
    """
    name, separator, rest = line.partition(":")
    if not separator:
        raise ValueError(f"no scores in {line!r}")
    scores = []
    for part in rest.split(","):
        part = part.strip()
        try:
            scores.append(float(part))
        except ValueError:
            raise ValueError(f"bad score {part!r}") from None
    return name.strip(), scores


def print_report(lines: list[str]) -> int:
    """Print one row per readable line; return how many were not readable.

    >>> print_report(["Ann: 90, 80", "oops", "Bob: 70.25"])
    Ann         85.00 B
    Bob         70.25 C
    1
    """
    bad = 0
    for line in lines:
        try:
            name, scores = parse_line(line)
            mean = average(scores)
        except ValueError:
            bad += 1
        else:
            print(f"{name:<10}{mean:>7.2f} {letter(mean)}")
    return bad
