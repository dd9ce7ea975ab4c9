def probe_copy(s: frozenset[int]) -> int:
    return len(s.copy())


def probe_difference(s: frozenset[int], t: frozenset[int]) -> int:
    return len(s.difference(t))


def probe_intersection(s: frozenset[int], t: frozenset[int]) -> int:
    return len(s.intersection(t))


def probe_isdisjoint(s: frozenset[int], t: frozenset[int]) -> bool:
    return s.isdisjoint(t)


def probe_issubset(s: frozenset[int], t: frozenset[int]) -> bool:
    return s.issubset(t)


def probe_issuperset(s: frozenset[int], t: frozenset[int]) -> bool:
    return s.issuperset(t)


def probe_symmetric_difference(s: frozenset[int], t: frozenset[int]) -> int:
    return len(s.symmetric_difference(t))


def probe_union(s: frozenset[int], t: frozenset[int]) -> int:
    return len(s.union(t))
