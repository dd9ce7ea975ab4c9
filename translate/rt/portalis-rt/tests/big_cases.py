"""Prints operations on large ints and the repr of what CPython 3.11 gives, for
tests/big.rs: name TAB words parted by blanks TAB repr or exception.
"""

import math
import operator
import random
import sys

if sys.version_info[:2] != (3, 11):
    sys.exit("the oracle is CPython 3.11, not " + sys.version)

rng = random.Random(11)


def show(name, words, call):
    try:
        result = repr(call())
    except Exception as e:
        result = f"{type(e).__name__}: {e}"
    print(name, " ".join(map(str, words)), result, sep="\t")


def number():
    bits = rng.choice((1, 8, 31, 32, 33, 62, 63, 64, 65, 100, 128, 300))
    n = rng.getrandbits(bits) if rng.random() < 0.7 else 2**bits + rng.randint(-2, 2)
    return -n if rng.random() < 0.4 else n


two = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "floordiv": operator.floordiv,
    "mod": operator.mod, "divmod": divmod, "truediv": operator.truediv, "and": operator.and_,
    "or": operator.or_, "xor": operator.xor, "gcd": math.gcd, "lcm": math.lcm,
    "lt": operator.lt, "eq": operator.eq,
}
one = {
    "neg": operator.neg, "invert": operator.invert, "abs": abs, "hex": hex, "oct": oct, "bin": bin,
    "bit_length": int.bit_length, "bit_count": int.bit_count, "float": float, "hash": hash,
    "isqrt": math.isqrt, "str": str, "truth": bool,
}
for name, call in two.items():
    for _ in range(1500):
        a, b = number(), number()
        if rng.random() < 0.05:
            b = rng.choice((0, a, -a, a * 2))
        show(name, [a, b], lambda: call(a, b))
for name, call in one.items():
    for _ in range(600):
        a = number()
        show(name, [a], lambda: call(a))

# Quotients beside and below the smallest floats, and beyond the largest.
for _ in range(3000):
    a = rng.getrandbits(rng.randint(1, 200)) << rng.choice((0, 0, 900, 1000))
    b = (rng.getrandbits(rng.randint(1, 200)) << rng.randint(0, 1200)) or 1
    show("truediv", [a, b], lambda: a / b)
    show("truediv", [b, max(a, 1)], lambda: b / max(a, 1))
    n = (1 << rng.randint(50, 1025)) + rng.randint(-1, 1) * (1 << rng.randint(0, 40))
    show("float", [n], lambda: float(n))

for _ in range(1500):
    a, n = number(), rng.choice((0, 1, 7, 63, 64, 65, 200, -1))
    show("shl", [a, n], lambda: a << n)
    show("shr", [a, n], lambda: a >> n)
    a, b, m = number(), rng.choice((number(), rng.randint(-5, 50))), rng.choice((number(), 1, -1, 0, 1000000007))
    show("powmod", [a, b, m], lambda: pow(a, b, m))
    a, b = number(), rng.randint(0, 20)
    show("pow", [a, b], lambda: a**b)
    a, n = number(), rng.randint(-40, 2)
    show("round", [a, n], lambda: round(a, n))
    x = rng.choice((rng.uniform(-1, 1), float(rng.randint(-3, 3)), math.inf, -math.inf, math.nan)) * 2.0 ** rng.randint(-60, 200)
    show("int_of_float", [x.hex()], lambda: int(x))
    show("floor", [x.hex()], lambda: math.floor(x))
    show("ceil", [x.hex()], lambda: math.ceil(x))
    a = number() if math.isinf(x) or math.isnan(x) or rng.random() < 0.3 else int(x) + rng.randint(-1, 1)
    show("with_float", [a, x.hex()], lambda: (a == x, a < x, a <= x, a > x, a >= x))
    spec = rng.choice("<>=^") * rng.randint(0, 1) + rng.choice(("", "+", " ", "-")) + rng.choice(("", "#"))
    spec += rng.choice(("", "0")) + rng.choice(("", "3", "40")) + rng.choice(("", ",", "_")) + rng.choice(("", ".3"))
    spec += rng.choice(("", *"bcdeEfFgGnoxX%sz"))
    a = number()
    if " " not in spec:
        show("format", [a, spec], lambda: format(a, spec))

for n in range(0, 60):
    show("factorial", [n], lambda: math.factorial(n))
    show("factorial", [-n], lambda: math.factorial(-n))
    for k in range(-1, n + 2, 3):
        show("comb", [n * 3, k], lambda: math.comb(n * 3, k))
        show("perm", [n, k], lambda: math.perm(n, k))

for _ in range(2000):
    base = rng.choice((0, 2, 8, 10, 10, 10, 16, 36, 37, 1))
    prefix = rng.choice(("", "", "", "0x", "0b", "0o", "-", "+", "-0x", "--"))
    text = prefix + "".join(rng.choice("0123456789_abcz١") for _ in range(rng.randint(0, 3)))
    if rng.random() < 0.6:
        text = prefix + "".join(rng.choice("01234567") for _ in range(rng.randint(1, 40)))
    if text:
        show("parse", [text, base], lambda: int(text, base))
for n in (4299, 4300, 4301, 6000):
    show("parse", ["1" * n, 10], lambda: int("1" * n) % 10**50)
    show("parse", ["1" * n, 16], lambda: int("1" * n, 16) % 10**50)
    show("long", [n], lambda: len(str(10 ** (n - 1))))
