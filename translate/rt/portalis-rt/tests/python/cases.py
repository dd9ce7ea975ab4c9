"""Prints calls and what CPython 3.11 makes of them, one a line, for tests/python.rs.

name TAB argument... TAB outcome, where an argument is s and the hex of its UTF-8,
i and an int, f and the hex of a float's bits, or n for None. The outcome is = and
the hex of the shown result, ! and the hex of "Class: message", or ^ where the
result has no place in 64 bits.
"""

import itertools
import math
import random
import struct
import sys

if sys.version_info[:2] != (3, 11):
    sys.exit("the oracle is CPython 3.11, not " + sys.version)

rng = random.Random(2)


class Refused(Exception):
    """What the runtime stops at, as it says in its documentation."""


def encode(x):
    if x is None:
        return "n"
    if isinstance(x, str):
        return "s" + x.encode().hex()
    if isinstance(x, float):
        return "f%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]
    return "i%d" % x


def shown(x):
    if isinstance(x, (list, tuple)):
        return "".join(shown(y) + "\x00" for y in x)
    if isinstance(x, float):
        return "nan" if x != x else encode(x)
    if isinstance(x, complex):
        raise Refused
    if isinstance(x, int) and not -(2**63) <= x < 2**63:
        raise Refused
    return str(x)


def case(name, f, *args):
    try:
        outcome = "=" + shown(f(*args)).encode().hex()
    except Refused:
        outcome = "^"
    except Exception as e:
        outcome = "!" + f"{type(e).__name__}: {e}".encode().hex()
    print(name, *map(encode, args), outcome, sep="\t")


def cross(name, f, *pools):
    for args in itertools.product(*pools):
        case(name, f, *args)


def random_float():
    kind = rng.random()
    if kind < 0.4:
        return struct.unpack("<d", struct.pack("<Q", rng.getrandbits(64)))[0]
    if kind < 0.7:
        return round(rng.uniform(-1000, 1000), rng.randrange(6))
    if kind < 0.8:
        return rng.randrange(-(10**6), 10**6) + 0.5
    return rng.uniform(-10, 10) * 10 ** rng.randrange(-20, 25)


INF, NAN = math.inf, math.nan
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, 2.0, 3.0, -7.5, 0.1, 1e16, 1e15, 9999999999999998.0, 1e22, 1e23, 5e-324,
          2.2250738585072014e-308, 1.7976931348623157e308, 0.0001, 0.00001, 123456.0, 1234567.0, 2.675, 1.005, 99999.5,
          999999.5, 0.00012345, 1e100, 2.0**53, 2.0**63, -(2.0**63), 1e308, INF, -INF, NAN]
RANDOM = [random_float() for _ in range(800)]
INTS = [0, 1, -1, 2, -2, 3, 7, -7, 10, 15, 25, 55, 99, 100, 999, 1000, 12345, -12345, 1234567, 2**31, 2**53, 2**53 + 1,
        -(2**53) - 1, 2**62, 2**63 - 1, 2**63 - 512, -(2**63), 65, 8364, 0x10FFFF]
TEXTS = ["", "a", "A", "abc", "aaa", " a b ", "Hello, World", "\t x\ny \r\n", "\x1c\x1d a\x85b\xa0c\u2028d", "ßstraße", "ΑΣ ΟΔΟΣ Σ",
         "ǆ ǅungla ǈ", "it's", 'say "hi"', "it's \"q\"", "\\ \n\t\r\x00\x7f\xad", "naïve café", "😀 smile 😀", "ﬁn ŉ İi ı",
         "123", "٣४", "²½Ⅷ", "-42", "+1_000", "a,b,,c", ",", ",,", "a\n\nb\r\rc\x0b\x0cd", "tab\tx\ty", "they're bill's", "აბგ",
         "\u0301e\u0301", "x" * 20, "ʰx Ⓐⓐ", "\U00010400\U00010428", "\u1e9e\u0345", "'", "A'Σ b", "\ud7ff\ue000\uffff"]
PARTS = ["", "a", "b", "aa", ",", " ", "ß", "Σ", "😀", "\n", "abc", "x"]
BOUNDS = [None, 0, 1, 3, 100, -1, -3, -100]
SOME = [None, 1, 3, 100, -2]

# Texts of numbers, and numbers as text.
for x in FLOATS + RANDOM:
    case("float.repr", repr, x)
NUMBERS = ["1", " 1 ", "1_0", "1__0", "_1", "1_", "0x1F", "0b11", "0o17", "0X_1f", "z", "٣", "", "+", "-", "--1", "+ 1", "1.5", "1e5", ".5", "5.",
           ".", "1e", "e1", "1e+5", "1e-400", "1e400", "inf", "-Infinity", "nan", "+NaN", "infin", "1_0.0_1e1_0", "1_.0", "1._0", "1e_5", "9" * 18,
           "9" * 19, "9" * 25, "9" * 25 + "x", "-9223372036854775808", "9223372036854775808", "010", "0_0", "00", "0", "0x", "0_x1", "\x1c12\x1f", "1\x002",
           "0.1e1\n", "１２", "1²", "0b_1", "0b2", "-0x10", "-0b1", "0b", "1 2"]
for text in NUMBERS:
    case("int.parse", int, text)
    case("float.parse", float, text)
    for base in (0, 2, 8, 10, 16, 36, 1, 37, -1):
        case("int.parse_radix", int, text, base)

# Arithmetic.
cross("int.floordiv", lambda a, b: a // b, INTS, INTS)
cross("int.rem", lambda a, b: a % b, INTS, INTS)
cross("int.truediv", lambda a, b: a / b, INTS, INTS)
for _ in range(2000):
    a, b = rng.getrandbits(rng.randrange(1, 64)), rng.getrandbits(rng.randrange(1, 64)) or 1
    case("int.truediv", lambda a, b: a / b, rng.choice((a, -a)), rng.choice((b, -b)))
cross("int.pow", lambda a, b: a**b, INTS, [0, 1, 2, 3, 10, 31, 62, 63, 64])
cross("int.powmod", pow, INTS[:12], [-3, -1, 0, 1, 5, 100, 2**62], INTS[:16] + [2**63 - 1])
cross("int.shl", lambda a, b: a << b, INTS, [-1, 0, 1, 5, 62, 63, 64, 1000])
cross("int.shr", lambda a, b: a >> b, INTS, [-1, 0, 1, 5, 62, 63, 64, 1000])
cross("int.round", round, INTS + [5, 15, 25, 50, 150, 250, 251, 249], [2, 0, -1, -2, -3, -18, -19, -20, -100])
for name, op in {"lt": lambda a, b: a < b, "le": lambda a, b: a <= b, "eq": lambda a, b: a == b, "gt": lambda a, b: a > b}.items():
    cross("int." + name + "_float", op, INTS, FLOATS + [2.0**53 + 2, 0.25, -0.25, 9223372036854774784.0])
for f in (hex, oct, bin):
    cross("int." + f.__name__, f, INTS)
cross("int.bit_length", int.bit_length, INTS)
cross("int.bit_count", int.bit_count, INTS)
cross("int.from_float", int, FLOATS + RANDOM)
pairs = list(itertools.product(FLOATS, FLOATS)) + [(random_float(), random_float()) for _ in range(1000)]
for x, y in pairs:
    case("float.div", lambda x, y: x / y, x, y)
    case("float.floordiv", lambda x, y: x // y, x, y)
    case("float.rem", lambda x, y: x % y, x, y)
    case("float.divmod", divmod, x, y)
    case("math.fmod", math.fmod, x, y)
    case("math.remainder", math.remainder, x, y)
    case("math.hypot", math.hypot, x, y)
    case("math.isclose", math.isclose, x, y)
    case("max", max, x, y)
    case("min", min, x, y)
    case("math.dist3", lambda x, y: math.dist([x, y, 3.0], [y, 1.0, x]), x, y)
cross("float.pow", lambda x, y: x**y, FLOATS, [0.0, 1.0, 2.0, -1.0, -2.0, 3.0, 0.5, -0.5, 1e300, INF, -INF, NAN])
cross("math.pow", math.pow, FLOATS, [0.0, 1.0, 2.0, -1.0, 3.0, 0.5, INF, -INF, NAN])
cross("float.round", round, FLOATS + RANDOM)
cross("float.round_to", round, FLOATS + RANDOM[:300], [0, 1, 2, 3, 5, 15, 17, 20, 100, 323, 324, -1, -2, -3, -5, -15, -16, -22, -23, -300, -308, -309])
cross("float.round_to", round, [0.5, 5.0, 50.0, 50.00000000000001, 5e22, 4.9e22, 5.1e22, 500.0, 1500.0, 2500.0, 5e15, 95.0, 94.9, 999.0], [-1, -2, -3, -4, -16, -23])
cross("float.is_integer", float.is_integer, FLOATS)
for name in "floor ceil trunc frexp modf sqrt radians degrees".split():
    cross("math." + name, getattr(math, name), FLOATS + RANDOM)
for name in "sin cos tan asin acos atan log log2 log10 log1p exp exp2 expm1 sinh cosh tanh".split():
    for x in FLOATS + RANDOM[:200]:
        case("math." + name, getattr(math, name), x)
cross("math.ldexp", math.ldexp, FLOATS + RANDOM[:50], [0, 1, -1, 10, -10, 52, -1022, -1074, -1075, 1000, 1023, 2000, -2000, 2**62])
cross("math.log_base", math.log, [0.0, 1.0, 8.0, 100.0, -1.0, INF], [2.0, 10.0, 1.0, 0.5, 0.0])
for name in ("gcd", "lcm"):
    cross("math." + name, getattr(math, name), INTS, INTS)
cross("math.isqrt", math.isqrt, INTS)
cross("math.factorial", math.factorial, [-1, 0, 1, 2, 5, 20, 21, 100])
for name in ("comb", "perm"):
    cross("math." + name, getattr(math, name), [-1, 0, 1, 5, 10, 20, 61, 62, 66, 67, 70, 100, 2**62], [-1, 0, 1, 2, 5, 10, 31, 33, 35, 70])
for _ in range(500):
    xs = [random_float() for _ in range(4)] if rng.random() < 0.5 else [rng.uniform(-1, 1) * 2.0 ** rng.randrange(-60, 60) for _ in range(4)]
    case("math.fsum", lambda *xs: math.fsum(xs), *xs)
for xs in itertools.product([1e308, -1e308, 1.0, 1e-16, INF, -INF, NAN], repeat=4):
    case("math.fsum", lambda *xs: math.fsum(xs), *xs)

# Text.
for name in ("capitalize casefold lower swapcase title upper strip lstrip rstrip split splitlines isalnum isalpha isascii isdecimal "
             "isdigit islower isnumeric isprintable isspace istitle isupper expandtabs").split():
    cross("text." + name, getattr(str, name), TEXTS)
cross("text.repr", repr, TEXTS)
cross("text.ascii", ascii, TEXTS)
cross("text.ord", ord, TEXTS)
cross("text.chr", chr, [-1, 0, 65, 8364, 0x10FFFF, 0x110000, 2**62])
cross("text.at", lambda s, i: s[i], TEXTS, [0, 1, 2, 5, 100, -1, -2, -3, -100])
cross("text.slice", lambda s, a, b: s[a:b], TEXTS, BOUNDS, BOUNDS)
cross("text.slice_step", lambda s, a, b, c: s[a:b:c], TEXTS[:14], BOUNDS, BOUNDS, [1, 2, -1, -2, 0, 100, -(2**63), 2**63 - 1])
for name in "find rfind index rindex count".split():
    cross("text." + name, getattr(str, name), TEXTS, PARTS)
    cross("text." + name + "_in", getattr(str, name), TEXTS[:14], PARTS[:9], SOME, SOME)
for name in "startswith endswith".split():
    cross("text." + name + "_in", getattr(str, name), TEXTS[:14], PARTS[:9], SOME, SOME)
for name in "strip_chars lstrip_chars rstrip_chars".split():
    cross("text." + name, getattr(str, name.split("_")[0]), TEXTS, PARTS)
for name in "removeprefix removesuffix split_on:split rsplit_on:rsplit partition rpartition".split():
    ours, _, theirs = name.partition(":")
    cross("text." + ours, getattr(str, theirs or ours), TEXTS, PARTS)
for name in "splitn:split rsplitn:rsplit".split():
    ours, theirs = name.split(":")
    cross("text." + ours, getattr(str, theirs), TEXTS, PARTS, [-1, 0, 1, 2, 100])
    cross("text." + ours + "_space", lambda s, n, f=getattr(str, theirs): f(s, None, n), TEXTS, [-1, 0, 1, 2, 100])
cross("text.replace", str.replace, TEXTS, PARTS, ["", "-", "aa"])
cross("text.replacen", str.replace, TEXTS, PARTS, ["", "-"], [-1, 0, 1, 2, 100])
cross("text.splitlines_keepends", lambda s: s.splitlines(True), TEXTS)
for name in "center ljust rjust zfill".split():
    cross("text." + name, getattr(str, name), TEXTS, [-5, 0, 1, 4, 5, 8, 9, 30])
cross("text.center_with", str.center, TEXTS[:12], [0, 4, 5, 8, 9], ["*", "é", "", "ab"])
cross("text.expandtabs_by", str.expandtabs, TEXTS, [-1, 0, 1, 4])
cross("text.repeat", lambda s, n: s * n, TEXTS, [-1, 0, 1, 3])

# Format specs.
ALIGNS = ["", "<", ">", "^", "=", "*<", "0>", "é^", "0="]
for align, sign, alt, width, sep, kind in itertools.product(ALIGNS, ["", "+", " "], ["", "#", "0"], ["", "5", "012"], ["", ",", "_"], ["", "d", "x", "X", "b", "o", "c", "n", "e", "%", "s"]):
    spec = align + sign + alt + width + sep + kind
    if rng.random() < 0.4:
        case("format.int", format, rng.choice(INTS), spec)
for align, sign, alt, width, sep, precision, kind in itertools.product(
        ALIGNS, ["", "+", " ", "-", "z", "+z"], ["", "#", "0"], ["", "9", "020"], ["", ",", "_"], ["", ".0", ".1", ".3", ".10"], ["", "e", "E", "f", "F", "g", "G", "%", "n", "d"]):
    spec = align + sign + alt + width + sep + precision + kind
    if rng.random() < 0.12:
        case("format.float", format, rng.choice(FLOATS + RANDOM[:30]), spec)
for align, alt, width, sep, precision, kind in itertools.product(ALIGNS, ["", "#", "0", "+", " ", "z"], ["", "5", "9", "012"], ["", ",", "_"], ["", ".0", ".2"], ["", "s", "d"]):
    spec = align + alt + width + sep + precision + kind
    if rng.random() < 0.3:
        case("format.str", format, rng.choice(TEXTS), spec)
for spec in ["Z", ".", "5x5", ",_", "_,", ",,", "99999999999999999999", ".99999999999999999999", "é", "\x01", ",é", "5.2d", "<<", "<<<", "٥", "r", "0", "00", "005", "<0", "<05", ".2", "+c", "#c", "z"]:
    case("format.int", format, 42, spec)
    case("format.float", format, 2.5, spec)
    case("format.str", format, "ab", spec)
    case("format.bool", lambda n, spec: format(n == 1, spec), 1, spec)
for x in FLOATS + RANDOM:
    for places in (0, 1, 2, 10):
        case("format.fixed", lambda x, n: f"{x:.{n}f}", x, places)
    for spec in ("", ".3", "g", ".17g", ".0e", "e", "#.3g", ".1%"):
        case("format.float", format, x, spec)

# Every character.
TESTS = "isalnum isalpha isdecimal isdigit islower isnumeric isprintable isspace istitle isupper".split()
for first in range(0, 0x110000, 256):
    block = [chr(n) for n in range(first, first + 256) if not 0xD800 <= n < 0xE000]
    if not block:
        continue
    case("every.tests", lambda s: "".join(chr(97 + sum(getattr(c, t)() << i for i, t in enumerate(half))) for half in (TESTS[:5], TESTS[5:]) for c in s), "".join(block))
    for name in "lower upper title capitalize casefold swapcase".split():
        case("every." + name, lambda s: "|".join(getattr(c, name)() for c in s), "".join(block))
    case("every.sigma", lambda s: "|".join(("A" + c + "Σ").lower() + (c + "Σ").lower() + ("AΣ" + c).lower() for c in s), "".join(block))
    case("every.strip", lambda s: "|".join(c.strip() for c in s), "".join(block))
    case("every.isidentifier", lambda s: "".join("01"[c.isidentifier()] + "01"[("_" + c).isidentifier()] for c in s), "".join(block))
    case("every.splitlines", lambda s: len(s.splitlines()), "".join(block))
