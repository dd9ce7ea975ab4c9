"""Prints calls of the standard library and the repr of what CPython 3.11 gives, for
tests/library.rs: name TAB words parted by blanks TAB repr.
"""

import bisect
import heapq
import itertools
import random
import statistics
import sys

if sys.version_info[:2] != (3, 11):
    sys.exit("the oracle is CPython 3.11, not " + sys.version)

rng = random.Random(5)


def show(name, words, result):
    print(name, " ".join(map(str, words)), repr(result), sep="\t")


# A heap after a number of steps: i pushes, x replaces, p pushes and pops, o pops.
for _ in range(500):
    top = rng.choice((3, 20, 1000))
    heap = [rng.randrange(top) for _ in range(rng.randrange(40))]
    words = [",".join(map(str, heap)) or "-"]
    heapq.heapify(heap)
    out = []
    for _ in range(rng.randrange(60)):
        kind, n = rng.choice("ixpo"), rng.randrange(top)
        words.append(kind + str(n))
        if kind == "i":
            heapq.heappush(heap, n)
        elif kind == "x" and heap:
            out.append(heapq.heapreplace(heap, n))
        elif kind == "p":
            out.append(heapq.heappushpop(heap, n))
        elif kind == "o" and heap:
            out.append(heapq.heappop(heap))
    show("heapq", words, (heap, out))

for _ in range(1000):
    xs = [rng.randrange(20) for _ in range(rng.randrange(12))]
    if rng.random() < 0.8:
        xs.sort()
    x, lo, hi = rng.randrange(-1, 21), rng.randrange(0, 5), rng.choice((-3, -1, 0, 2, len(xs)))
    hi = min(hi, len(xs))
    result = (bisect.bisect_left(xs, x), bisect.bisect_right(xs, x), bisect.bisect_left(xs, x, lo, hi), bisect.bisect_right(xs, x, lo, hi))
    show("bisect", [",".join(map(str, xs)) or "-", x, lo, hi], result)

for n in range(6):
    xs = list(range(n))
    for r in range(5):
        for name in ("combinations", "combinations_with_replacement", "permutations"):
            show(name, [n, r], [list(c) for c in getattr(itertools, name)(xs, r)])
        show("product", [n, r], [list(c) for c in itertools.product(xs, repeat=r)])
        show("product3", [n, r], list(itertools.product(range(r), xs, range(2))))
    show("pairwise", [n], list(itertools.pairwise(xs)))
    show("groupby", [n], [(k, list(g)) for k, g in itertools.groupby((x // 2 for x in xs))])
    show("accumulate", [n], list(itertools.accumulate(xs)))
    show("accumulate_from", [n], list(itertools.accumulate(xs, lambda a, b: a * 2 - b, initial=7)))
    for m in range(4):
        show("zip_longest", [n, m], list(itertools.zip_longest(xs, range(m))))
        show("islice", [n, m], list(itertools.islice(xs, m, None, m + 1)))
    show("cycle", [n], list(itertools.islice(itertools.cycle(xs), 10)))
show("count_float", [], list(itertools.islice(itertools.count(0.5, 0.1), 50)))

for seed in [0, 1, -1, 42, 2**31, 2**32 - 1, 2**32, 2**32 + 7, -(2**63), 2**63 - 1, *(rng.getrandbits(63) for _ in range(20))]:
    r = random.Random(seed)
    xs = list(range(rng.randrange(1, 60)))
    weights = [rng.randrange(5) for _ in xs]
    weights[0] += 1
    words = [seed, len(xs), ",".join(map(str, weights))]
    out = [
        [r.random() for _ in range(5)],
        [r.uniform(-2.5, 10.0) for _ in range(3)],
        [r.randint(-5, 5) for _ in range(20)],
        [r.randrange(n) for n in (1, 2, 3, 1000, 2**32, 2**33 + 1, 2**63 - 1)],
        [r.randrange(-7, 2**62) for _ in range(3)],
        [r.randint(-(2**63), 2**63 - 1) for _ in range(3)],
        [r.randrange(3, 40, 7) for _ in range(5)],
        [r.randrange(40, -3, -6) for _ in range(5)],
        [r.getrandbits(k) for k in (0, 1, 5, 31, 32, 33, 63)],
        [r.choice(xs) for _ in range(5)],
        [r.sample(xs, k) for k in (0, 1, len(xs) // 2, len(xs))],
        [r.sample(range(5000), k) for k in (1, 5, 6, 21, 22, 100)],
        r.choices(xs, k=7),
        r.choices(xs, weights, k=7),
        r.choices(xs, [w + 0.25 for w in weights], k=7),
    ]
    r.shuffle(xs)
    out.append(xs)
    show("random", words, out)
    show("gauss", [seed], [f"{x:.12g}" for r in [random.Random(seed)] for x in (r.gauss(1.0, 2.0), r.gauss(0.0, 1.0), r.gauss(0.0, 1.0), r.normalvariate(3.0, 0.5), r.expovariate(1.5))])

# Conversions of "%": the str, what stands after its %, the number as text.
FLAGS = ["", "-", "0", "+", " ", "#", "-0", "+0", " 0", "#0", "+-", "# ", "-+0# "]
for flags in FLAGS:
    for width in ("", "1", "7", "12"):
        for precision in ("", ".", ".0", ".3", ".8"):
            for kind in "diuxXoeEfFgGscra":
                conversion = flags + width + precision + kind
                for x in (0, 7, -42, 12345678, 2.5, -0.0, 1e20, 123.456, float("inf"), float("nan"), "héllo", "", "x"):
                    if rng.random() < 0.85:
                        continue
                    value = x if not isinstance(x, str) else ascii(x) if kind == "a" else repr(x) if kind == "r" else x
                    shown = conversion[:-1] + "s" if kind in "ra" and isinstance(x, str) else conversion
                    words = [type(x).__name__, shown.replace(" ", "~"), x if not isinstance(x, str) else value.replace(" ", "~") or "-"]
                    try:
                        if isinstance(x, float) and abs(x) > 1e19 and kind in "diu" and abs(x) < 1e300:
                            continue
                        show("percent", words, "=" + ("%" + conversion) % x)
                    except Exception as e:
                        show("percent", words, f"{type(e).__name__}: {e}")

for args in [(5, 5), (5, 2), (5, 1, 1), (1, 5, 0), (1, 5, -1), (-5,), (0,)]:
    try:
        random.randrange(*args)
    except ValueError as e:
        show("randrange", args, str(e))

for i in range(3000):
    kind = rng.randrange(4)
    n = rng.randrange(0, 12)
    if kind == 0:
        xs = [rng.choice((rng.randrange(-10, 10), rng.randrange(-(2**62), 2**62))) for _ in range(n)]
    elif kind == 1:
        xs = [round(rng.uniform(-100, 100), 2) for _ in range(n)]
    elif kind == 2:
        xs = [rng.uniform(-1, 1) * 2.0 ** rng.randrange(-200, 200) for _ in range(n)]
    else:
        xs = [rng.choice((5e-324, -1e-310, 0.0, -0.0, 0.1, 1e-300, 3.5, 2.0**-1060)) for _ in range(n)]
    out = []
    for name in ("mean", "variance", "stdev", "pvariance", "pstdev", "median_low", "mode", "multimode", "fmean", "median"):
        try:
            if kind == 0 and name in ("fmean", "median"):
                continue
            value = getattr(statistics, name)(xs)
            out.append(repr(float(value) if name in ("mean", "variance", "pvariance") else value))
        except (statistics.StatisticsError, OverflowError) as e:
            out.append(f"{type(e).__name__}: {e}")
    show("statistics", ["int" if kind == 0 else "float", ",".join(map(repr, xs)) or "-"], "|".join(out))
