import heapq


def probe_heapify(xs: list[int]) -> list[int]:
    heapq.heapify(xs)
    return xs


def probe_heappop(xs: list[int]) -> int:
    heapq.heapify(xs)
    return heapq.heappop(xs)


def probe_heappush(xs: list[int], x: int) -> list[int]:
    heapq.heapify(xs)
    heapq.heappush(xs, x)
    return xs


def probe_heappushpop(xs: list[int], x: int) -> int:
    heapq.heapify(xs)
    return heapq.heappushpop(xs, x)


def probe_heapreplace(xs: list[int], x: int) -> int:
    heapq.heapify(xs)
    return heapq.heapreplace(xs, x)


def probe_merge(xs: list[int], ys: list[int]) -> list[int]:
    return list(heapq.merge(sorted(xs), sorted(ys)))


def probe_nlargest(xs: list[int]) -> list[int]:
    return heapq.nlargest(2, xs)


def probe_nsmallest(xs: list[int]) -> list[int]:
    return heapq.nsmallest(2, xs)
