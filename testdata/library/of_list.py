def probe_append(xs: list[int]) -> list[int]:
    xs.append(1)
    return xs


def probe_clear(xs: list[int]) -> list[int]:
    xs.clear()
    return xs


def probe_copy(xs: list[int]) -> list[int]:
    ys = xs.copy()
    ys.append(1)
    return ys


def probe_count(xs: list[int]) -> int:
    return xs.count(1)


def probe_extend(xs: list[int]) -> list[int]:
    xs.extend([1, 2])
    return xs


def probe_index(xs: list[int]) -> int:
    return xs.index(1)


def probe_insert(xs: list[int]) -> list[int]:
    xs.insert(1, 5)
    return xs


def probe_pop(xs: list[int]) -> int:
    return xs.pop()


def probe_remove(xs: list[int]) -> list[int]:
    xs.remove(1)
    return xs


def probe_reverse(xs: list[int]) -> list[int]:
    xs.reverse()
    return xs


def probe_sort(xs: list[int]) -> list[int]:
    xs.sort()
    return xs
