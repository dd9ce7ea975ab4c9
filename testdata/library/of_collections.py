import collections


def probe_ChainMap(a: dict[str, int], b: dict[str, int], k: str) -> int:
    return collections.ChainMap(a, b).get(k, 0)


def probe_Counter(s: str) -> int:
    return collections.Counter(s)["a"]


def probe_OrderedDict(n: int) -> int:
    d = collections.OrderedDict([("a", n)])
    d.move_to_end("a")
    return d["a"]


def probe_UserDict(k: str) -> int:
    return collections.UserDict({"a": 1}).get(k, 0)


def probe_UserList(n: int) -> int:
    return len(collections.UserList([n]))


def probe_UserString(s: str) -> int:
    return len(collections.UserString(s))


def probe_defaultdict(s: str) -> dict[str, int]:
    d: collections.defaultdict[str, int] = collections.defaultdict(int)
    for c in s:
        d[c] += 1
    return dict(d)


def probe_deque(xs: list[int]) -> list[int]:
    d = collections.deque(xs)
    d.appendleft(1)
    return list(d)


Pair = collections.namedtuple("Pair", ["a", "b"])


def probe_namedtuple(a: int, b: int) -> int:
    p = Pair(a, b)
    return p.a + p[1]
