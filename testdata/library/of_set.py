def probe_add(s: set[int]) -> int:
    s.add(1)
    return len(s)


def probe_clear(s: set[int]) -> int:
    s.clear()
    return len(s)


def probe_copy(s: set[int]) -> int:
    t = s.copy()
    t.add(1)
    return len(s)


def probe_difference(s: set[int], t: set[int]) -> int:
    return len(s.difference(t))


def probe_difference_update(s: set[int], t: set[int]) -> int:
    s.difference_update(t)
    return len(s)


def probe_discard(s: set[int]) -> int:
    s.discard(1)
    return len(s)


def probe_intersection(s: set[int], t: set[int]) -> int:
    return len(s.intersection(t))


def probe_intersection_update(s: set[int], t: set[int]) -> int:
    s.intersection_update(t)
    return len(s)


def probe_isdisjoint(s: set[int], t: set[int]) -> bool:
    return s.isdisjoint(t)


def probe_issubset(s: set[int], t: set[int]) -> bool:
    return s.issubset(t)


def probe_issuperset(s: set[int], t: set[int]) -> bool:
    return s.issuperset(t)


def probe_pop(n: int) -> int:
    s = {n}
    return s.pop()


def probe_remove(s: set[int]) -> int:
    s.remove(1)
    return len(s)


def probe_symmetric_difference(s: set[int], t: set[int]) -> int:
    return len(s.symmetric_difference(t))


def probe_symmetric_difference_update(s: set[int], t: set[int]) -> int:
    s.symmetric_difference_update(t)
    return len(s)


def probe_union(s: set[int], t: set[int]) -> int:
    return len(s.union(t))


def probe_update(s: set[int], t: set[int]) -> int:
    s.update(t)
    return len(s)
