import bisect


def probe_bisect(xs: list[int], x: int) -> int:
    return bisect.bisect(sorted(xs), x)


def probe_bisect_left(xs: list[int], x: int) -> int:
    return bisect.bisect_left(sorted(xs), x)


def probe_bisect_right(xs: list[int], x: int) -> int:
    return bisect.bisect_right(sorted(xs), x)


def probe_insort(xs: list[int], x: int) -> list[int]:
    xs.sort()
    bisect.insort(xs, x)
    return xs


def probe_insort_left(xs: list[int], x: int) -> list[int]:
    xs.sort()
    bisect.insort_left(xs, x)
    return xs


def probe_insort_right(xs: list[int], x: int) -> list[int]:
    xs.sort()
    bisect.insort_right(xs, x)
    return xs
