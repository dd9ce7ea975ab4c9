import itertools


def probe_accumulate(xs: list[int]) -> list[int]:
    return list(itertools.accumulate(xs, max))


def probe_chain(xs: list[int], ys: list[int]) -> list[int]:
    return list(itertools.chain(xs, ys))


def probe_combinations(xs: list[int]) -> list[tuple[int, int]]:
    return list(itertools.combinations(xs[:6], 2))


def probe_combinations_with_replacement(xs: list[int]) -> list[tuple[int, int]]:
    return list(itertools.combinations_with_replacement(xs[:6], 2))


def probe_compress(xs: list[int], keep: list[bool]) -> list[int]:
    return list(itertools.compress(xs, keep))


def probe_count(n: int) -> list[int]:
    return [i for i, _ in zip(itertools.count(n % 10), range(3))]


def probe_cycle(s: str) -> list[str]:
    return [c for c, _ in zip(itertools.cycle(s), range(5))]


def probe_dropwhile(xs: list[int]) -> list[int]:
    return list(itertools.dropwhile(lambda x: x > 0, xs))


def probe_filterfalse(xs: list[int]) -> list[int]:
    return list(itertools.filterfalse(lambda x: x > 0, xs))


def probe_groupby(s: str) -> list[tuple[str, int]]:
    return [(k, len(list(g))) for k, g in itertools.groupby(s)]


def probe_islice(xs: list[int]) -> list[int]:
    return list(itertools.islice(xs, 1, 3))


def probe_pairwise(xs: list[int]) -> list[tuple[int, int]]:
    return list(itertools.pairwise(xs))


def probe_permutations(xs: list[int]) -> list[tuple[int, int]]:
    return list(itertools.permutations(xs[:5], 2))


def probe_product(xs: list[int], s: str) -> list[tuple[int, str]]:
    return list(itertools.product(xs[:5], s[:5]))


def probe_repeat(n: int) -> list[int]:
    return list(itertools.repeat(n, 3))


def probe_starmap(xs: list[tuple[int, int]]) -> list[int]:
    return list(itertools.starmap(lambda a, b: max(a, b), xs))


def probe_takewhile(xs: list[int]) -> list[int]:
    return list(itertools.takewhile(lambda x: x > 0, xs))


def probe_tee(xs: list[int]) -> list[tuple[int, int]]:
    a, b = itertools.tee(xs)
    return list(zip(a, b))


def probe_zip_longest(xs: list[int], ys: list[int]) -> list[tuple[int, int]]:
    return list(itertools.zip_longest(xs, ys, fillvalue=0))
