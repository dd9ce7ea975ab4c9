import functools
import math


def probe_WRAPPER_ASSIGNMENTS() -> int:
    return len(functools.WRAPPER_ASSIGNMENTS)


@functools.cache
def cached(n: int) -> int:
    return n // 2 + 1


def probe_cache(n: int) -> int:
    return cached(n)


@functools.lru_cache(maxsize=None)
def remembered(n: int) -> int:
    return n // 2 + 1


def probe_lru_cache(n: int) -> int:
    return remembered(n)


def probe_cmp_to_key(xs: list[int]) -> list[int]:
    return sorted(xs, key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b)))


def probe_partial(n: int) -> int:
    halved = functools.partial(math.gcd, 12)
    return halved(n)


def probe_reduce(xs: list[int]) -> int:
    return functools.reduce(lambda a, b: max(a, b), xs, 0)


def traced(f):
    @functools.wraps(f)
    def inner(n):
        return f(n) + 1
    return inner


@traced
def halved(n: int) -> int:
    return n // 2


def probe_wraps(n: int) -> int:
    return halved(n)


@functools.total_ordering
class Weight:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Weight) and self.n == other.n

    def __lt__(self, other: "Weight") -> bool:
        return self.n < other.n


def probe_total_ordering(a: int, b: int) -> bool:
    return Weight(a) >= Weight(b)


class Circle:
    def __init__(self, r: int) -> None:
        self.r = r

    @functools.cached_property
    def area(self) -> int:
        return 3 * self.r


def probe_cached_property(r: int) -> int:
    return Circle(r % 100).area


@functools.singledispatch
def shown(x: object) -> str:
    return "?"


def probe_singledispatch(n: int) -> str:
    return shown(n)


def probe_update_wrapper(n: int) -> int:
    f = lambda x: x // 2
    functools.update_wrapper(f, len)
    return f(n)
