def probe_count(t: tuple[int, ...]) -> int:
    return t.count(1)


def probe_index(t: tuple[int, ...]) -> int:
    return t.index(1)
