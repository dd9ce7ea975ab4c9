"""Intervals as (start, end) pairs."""


def merge(intervals):
    """Join overlapping or touching intervals.

    >>> merge([(1, 3), (2, 6), (8, 10), (10, 12)])
    [(1, 6), (8, 12)]
    >>> merge([])
    []
    """
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            last_start, last_end = merged[-1]
            merged[-1] = (last_start, max(last_end, end))
        else:
            merged.append((start, end))
    return merged


def total_length(intervals: list[tuple[int, int]]) -> int:
    """What the intervals cover together.

    >>> total_length([(1, 4), (2, 6)])
    5
    """
    return sum(end - start for start, end in merge(intervals))


def intersect(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int] | None:
    """The common part, or None.

    >>> intersect((1, 5), (3, 8))
    (3, 5)
    >>> intersect((1, 2), (3, 4)) is None
    True
    """
    start = max(a[0], b[0])
    end = min(a[1], b[1])
    if start > end:
        return None
    return start, end


def gaps(intervals, low, high):
    """The parts of low..high that no interval covers.

    >>> gaps([(2, 3), (5, 6)], 0, 10)
    [(0, 2), (3, 5), (6, 10)]
    """
    free = []
    position = low
    for start, end in merge(intervals):
        if start > position:
            free.append((position, min(start, high)))
        position = max(position, end)
    if position < high:
        free.append((position, high))
    return free


def max_overlap(intervals):
    """The largest number of intervals that hold at once.

    >>> max_overlap([(1, 5), (2, 6), (4, 8), (9, 10)])
    3
    """
    events = []
    for start, end in intervals:
        events.append((start, 1))
        events.append((end, -1))
    events.sort()
    best = current = 0
    for _, change in events:
        current += change
        best = max(best, current)
    return best
