"""Prints random programs over sets, and the order of the elements that CPython 3.11
ends with, for tests/sets.rs.

kind TAB operation... TAB order of each register, where an operation is words parted
by blanks: its name, the register of the result, other registers, numbers. The kind
says what a number stands for.
"""

import random
import sys

if sys.version_info[:2] != (3, 11):
    sys.exit("the oracle is CPython 3.11, not " + sys.version)

rng = random.Random(4)
REGISTERS = 3
KINDS = {
    "int": lambda n: n,
    "big": lambda n: n * 0x1234567890ABC % 2**63 - (n % 2) * 2**63,
    "float": lambda n: n / 4,
    "tuple": lambda n: (n, -n),
    "nested": lambda n: (n % 7, (n * 0.1, n % 2 == 0)),
    "frozenset": lambda n: frozenset([n, n + 1, 2 * n]),
}


def run(make, s, words):
    name, to = words[0], int(words[1])
    if name in ("add", "discard"):
        getattr(s[to], name)(make(int(words[2])))
    elif name == "pop":
        if s[to]:
            s[to].pop()
    elif name == "clear":
        s[to].clear()
    elif name in ("new", "literals", "of_dict"):
        items = [make(int(w)) for w in words[2:]]
        if name == "new":
            s[to] = set(items)
        elif name == "literals":
            s[to] = set()
            # The compiler makes the frozenset of a constant again from its elements.
            s[to].update(frozenset([*frozenset(items)]))
        else:
            s[to] = set(dict.fromkeys(items))
    elif name == "copy":
        s[to] = s[int(words[2])].copy()
    elif name.endswith("_items"):
        items = [make(int(w)) for w in words[3:]]
        s[to] = getattr(s[int(words[2])], name[: -len("_items")])(items)
    elif name.endswith("_update_of"):
        getattr(s[to], name[: -len("_of")])(s[int(words[2])])
    elif name == "update_of":
        s[to].update(s[int(words[2])])
    else:
        s[to] = getattr(s[int(words[2])], name)(s[int(words[3])])


ALGEBRA = ["union", "intersection", "difference", "symmetric_difference"]


def operation(top):
    to = rng.randrange(REGISTERS)
    some = lambda: [str(rng.randrange(-top, top)) for _ in range(rng.choice((0, 1, 2, 3, 5, 10, 30, 100)))]
    kind = rng.random()
    if kind < 0.45:
        return [rng.choice(("add", "add", "add", "discard")), str(to), str(rng.randrange(-top, top))]
    if kind < 0.55:
        return ["pop", str(to)]
    if kind < 0.57:
        return ["clear", str(to)]
    if kind < 0.67:
        return [rng.choice(("new", "literals", "of_dict")), str(to), *some()]
    if kind < 0.72:
        return ["copy", str(to), str(rng.randrange(REGISTERS))]
    if kind < 0.82:
        return [rng.choice(ALGEBRA) + "_items", str(to), str(rng.randrange(REGISTERS)), *some()]
    if kind < 0.92:
        return [rng.choice(ALGEBRA), str(to), str(rng.randrange(REGISTERS)), str(rng.randrange(REGISTERS))]
    # Of two sets, since Rust cannot change a set by itself.
    other = (to + rng.randrange(1, REGISTERS)) % REGISTERS
    name = rng.choice(("update_of", "intersection_update_of", "difference_update_of", "symmetric_difference_update_of"))
    return [name, str(to), str(other)]


for kind, make in KINDS.items():
    for i in range(400):
        top = rng.choice((4, 10, 40, 300, 100_000))
        program = [operation(top) for _ in range(rng.randrange(1, 60))]
        s = [set() for _ in range(REGISTERS)]
        for words in program:
            run(make, s, words)
        print(kind, *(" ".join(words) for words in program), *(repr(list(x)) for x in s), sep="\t")
# One that grows beyond 50000, from where tables double.
words = ["new", "0", *(str(n * 7919 % 1_000_003) for n in range(60_000))]
s = [set(), set(), set()]
run(KINDS["int"], s, words)
print("int", " ".join(words), *(repr(list(x)) for x in s), sep="\t")
for kind, make in KINDS.items():
    for n in [*range(-3, 40), 2**61 - 2, 2**61 - 1, 2**61, 2**62, 2**63 - 1, -(2**61) + 1, -(2**63)]:
        if kind != "frozenset" or abs(n) < 2**60:
            print("hash", kind, n, hash(make(n)), sep="\t")
