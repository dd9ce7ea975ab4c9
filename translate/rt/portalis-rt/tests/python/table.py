"""Writes tests/python/table.txt: calls of formats and conversions, and what CPython 3.11
makes of them.

    python3.11 tests/python/table.py > tests/python/table.txt

A line "# name kinds kind" names a function, the kinds of its arguments and that of its
result: s for a str, i for an int, f for a float, b for a bool, l for a list. Each line
after it is a call: the arguments and the outcome, parted by tabs. A str has backslashes,
and what cannot be seen, written as \\u{hex}; behind each element of a list stands a null.
The outcome is = and the result, ! and "Class: message", or ^ where the runtime stops
since the result has no place in 64 bits. With a number as its argument the script writes
so many times as many random calls.
"""

import random
import struct
import sys

if sys.version_info[:2] != (3, 11):
    sys.exit("the oracle is CPython 3.11, not " + sys.version)

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rng = random.Random(4)


def visible(text):
    return "".join(c if c.isprintable() and c != "\\" else f"\\u{{{ord(c):x}}}" for c in text)


def shown(x):
    if isinstance(x, list):
        return visible("".join(y + "\0" for y in x))
    if isinstance(x, int) and not -(2**63) <= x < 2**63:
        raise Stops
    return visible(x) if isinstance(x, str) else repr(x)


class Stops(Exception):
    """The runtime has no place for the result."""


def outcome(call, args):
    try:
        return "=" + shown(call(*args))
    except Stops:
        return "^"
    except Exception as e:
        return "!" + visible(f"{type(e).__name__}: {e}")


def table(name, kinds, result, call, rows):
    """Writes the calls with the rows as arguments, each once."""
    print("#", name, kinds, result)
    for args in {repr(args): args for args in rows}.values():
        print(*map(shown, args), outcome(call, args), sep="\t")


def drawn(count, *pools):
    """Rows of which each argument is one of a pool, or what a function draws."""
    for _ in range(count * SCALE):
        yield tuple(pool() if callable(pool) else rng.choice(pool) for pool in pools)


def some(*choices):
    """Either nothing or a choice."""
    return rng.choice(("", rng.choice(choices)))


# Ints.
INTS = [0, 1, -1, 7, -7, 10, 42, -42, 99, 100, 255, -255, 256, 999, 1000, -1000, 9999, 12345, 99999, 123456, -123456, 999999, 1000000,
        1234567, -1234567, 8364, 0x1F600, 0x10FFFF, 0x110000, 2**31, 2**53 + 1, 10**15, 10**16, 123456789012345678, 2**63 - 1, -(2**63)]


def int_of_any_size():
    n = rng.getrandbits(rng.randint(1, 63))
    return rng.choice((n, -n, rng.choice(INTS)))


# Floats.
def bits(n):
    return struct.unpack("<d", struct.pack("<Q", n & (2**64 - 1)))[0]


def number(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


EDGES = [0.0, 0.5, 1.0, 1.5, 2.5, 9.5, 0.05, 0.15, 0.25, 0.35, 0.45, 1.005, 2.675, 1e-4, 9.9995e-5, 1e-5, 99.95, 99.995, 999.5, 9999.5, 99999.5, 999999.5, 1e5, 1e6, 123456.0, 1234567.0,
         1e15, 1e16, 1e17, 9999999999999998.0, 12345678901234567.0, 1e21, 1e22, 1e23, 5e-324, 1e-323, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 1e100, 1e-100, 0.1, 1 / 3, 2 / 3,
         123.456, 2.0**53, 2.0**63, 2.0**64, 0.1 + 0.2, 100.0, 50.0, 25.0, 15.0, 5.0, 45.0, 55.0, 150.0, 250.0, 5e-5, 4.35, 1e300]
EDGES += [-x for x in EDGES] + [float("inf"), float("-inf"), float("nan")]


def any_float():
    kind = rng.randrange(7)
    if kind == 0:
        return rng.choice(EDGES)
    if kind == 1:
        return bits(rng.getrandbits(64))
    if kind == 2:
        return bits(number(rng.choice(EDGES)) + rng.randint(-2, 2))
    if kind == 3:
        return float(f"{rng.choice(('', '-'))}{rng.randint(1, 10**rng.randint(1, 17))}e{rng.randint(-30, 25)}")
    if kind == 4:
        return rng.choice((1, -1)) * 2.0 ** rng.randint(-1074, 1023)
    if kind == 5:
        return (rng.randint(-10**6, 10**6) * 10 + 5) / 10 ** rng.randint(0, 8)
    return bits(number(10.0 ** rng.randint(-300, 300)) + rng.randint(-3, 3))


def short_float():
    """A float that few digits show, but for a few."""
    x = any_float()
    return x if abs(x) < 1e30 or x != x or rng.random() < 0.02 else x / abs(x) / 3 if abs(x) < float("inf") else x


# Text.
CHARS = "aAbZzß09 _-+.,'\"\\\t\n\x00\x7f\xa0\xad\xb2éÉñſıİΣσςμǅʼnﬁŉ٣०１Ⅷⅷⓐªᾳᾼ一あ한😀🏴\u0301\u0345\u200b\u2028\u3000\ufeff\U00010400\U00010428\U0001d400"


def text():
    return "".join(rng.choice(CHARS) for _ in range(rng.randint(0, 6)))


TEXTS = ["", "a", "abc", "héllo", "日本語", "😀😀", "e\u0301", "tab\t", "a" * 12]


# Format specs.
def align():
    return rng.choice(("", "", "<", ">", "^", "=", rng.choice("*0é😀 +<") + rng.choice("<>^=")))


def spec(kinds):
    out = align() + some("+", "-", " ") + some("z") * rng.randrange(2) + some("#") + some("0")
    out += some("1", "2", "7", "8", "12", "21") + some(",", "_") + some(".0", ".1", ".2", ".3", ".6", ".12", ".17") + rng.choice(kinds)
    if rng.random() < 0.03:
        at = rng.randrange(len(out) + 1)
        out = out[:at] + rng.choice("0,._#+<zZd{}%é٣ ") + out[at:]
    return out


BAD = ["Z", ".", "5x5", ",_", "_,", ",,", "__", "99999999999999999999", ".99999999999999999999", "é", "\x01", ",é", "5.2d", "<<", "<<<", "٥", "r", "0", "00",
       "005", "<0", "<05", ".2", "+c", "#c", "z", "-5", "+-", "=", "=5", "^=5", "{}", "}", ">٣", "0_", "_0", ",d", "_d", ",b", "_b", ",n", "_n", ",c", ",s", "_s", ",%", "_%",
       "#_x", "#,x", "#010_b", "010_x", "013,", "014,", "<08,", "=08,", "*=08,", "#.3", "#.3g", "#g", "#e", "#.0e", "#.0f", ".0f", ".0e", ".0g", ".0%", "#.0%", ".0", "n", "+n", "010n", ".3n", "Ea", "1.f"]


def specs(kinds):
    return lambda: spec(kinds) if rng.random() < 0.95 else rng.choice(BAD)


table("format.int", "is", "s", format, [*drawn(620, int_of_any_size, specs([*"bbcddeEfFgGnoxxXX%s", "", "", ""])), *((x, bad) for x in (-1234567, 65) for bad in BAD)])
table("format.float", "fs", "s", format, [*drawn(820, short_float, specs([*"eeEffFggGn%%ds", "", "", ""])), *((-1234.5678, bad) for bad in BAD)])
table("format.str", "ss", "s", format, [*drawn(220, text, specs(["s", "s", "", "d"])), *(("héllo", bad) for bad in BAD)])


def conversion(kinds):
    flags = "".join(rng.choice("-+ 0#") for _ in range(rng.randrange(4)))
    return flags + some("1", "5", "8", "12") + some(".", ".0", ".1", ".3", ".12") + some("l", "h") * (rng.random() < 0.2) + rng.choice(kinds)


def percent(x, conversion):
    return f"%{conversion}" % x


table("format.percent_int", "is", "s", percent, drawn(260, int_of_any_size, lambda: conversion("ddiuxXoeEfFgGcsr")))
table("format.percent_float", "fs", "s", percent, drawn(320, short_float, lambda: conversion("eEfFgGdiuxcsr")))
table("format.percent_str", "ss", "s", percent, drawn(140, text, lambda: conversion("ssscdxf")))

# Numbers as text.
table("float.repr", "f", "s", repr, [*((x,) for x in EDGES), *drawn(420, any_float)])
NEAR_TIES = [*range(-23, -14), *range(-8, 18), 20, 22, 23, 100, 308, 323, 324, 400, -100, -300, -307, -308, -309, -400]
table("float.round_to", "fi", "f", round, drawn(560, any_float, NEAR_TIES))
table("float.round", "f", "i", round, drawn(120, any_float))
table("int.round", "ii", "i", round, drawn(180, int_of_any_size, range(-21, 2)))
table("int.truediv", "ii", "f", lambda a, b: a / b, drawn(120, int_of_any_size, int_of_any_size))
table("int.from_float", "f", "i", int, drawn(60, any_float))

# Text as numbers.
BLANKS = ["", "", "", " ", "\n", "\t ", "\xa0", "\u2003", "\x85", "\x1c", "\x1f", "\u200b", "\u3000", "\ufeff", "\x00"]


def digits(pool):
    out = "".join(rng.choice(pool) for _ in range(rng.choice((0, 1, 1, 2, 3, 5, 20))))
    while rng.random() < 0.25:
        at = rng.randrange(len(out) + 1)
        out = out[:at] + rng.choice("__٠٣９𝟘") + out[at:]
    return out


def around(inner):
    return rng.choice(BLANKS) + some("+", "-", "--", "+-", "- ") * (rng.random() < 0.6) + inner + rng.choice(BLANKS)


def int_text():
    prefix = some("0x", "0X", "0b", "0B", "0o", "0O", "0", "00", "0x_", "0_", "٠x", "0x0", "0b_", "x", "0_x") * (rng.random() < 0.6)
    return around(prefix + digits(rng.choice(("01", "01234567", "0123456789", "0123456789abcDEFz", "0", "19"))))


def float_text():
    kind = rng.random()
    if kind < 0.12:
        return around(rng.choice(("inf", "Inf", "INFINITY", "infinity", "nan", "NaN", "infin", "nan1", "in", "infinityy", "na", "i_nf", "ınf", "nan(1)", "ﬁn")))
    inner = digits("0123456789") + some(".", "._", "_.", ",", "..") * (rng.random() < 0.7) + digits("0123456789")
    if rng.random() < 0.5:
        inner += rng.choice("eEeEeEeEdpx") + some("+", "-", "+-", " ") + rng.choice(("", "0", "5", "10", "22", "_5", "5_0", "300", "308", "309", "324", "400", "99999", "９", "1.5", "000000001"))
    return around(inner)


PARSED = ["", " ", "\x00", "1\x00", "0", "-0", "+0", "00", "0_0", "1__0", "_1", "1_", "_", "1_000", "٣", "٣_٤", "1٣", "²", "½", "一", "Ⅷ", "𝟙𝟚", "0٣", "٠٣", "٠", "٠٠", "٠x1f", "٠b1", "1 2", "1\n2", "\x1c1", "1\x1f", "\x851", "9" * 18,
          "9" * 19, "9" * 30, "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-9223372036854775809", "0x7fffffffffffffff", "-0x8000000000000000", "0x8000000000000000", "１２", "－1", "+ 1", "1+", "1-1", "'1'", "it's", "\"1\"", "é", "😀", "a" * 210, "'" * 205, "\x00" * 51,
          "1e5", "1.", ".1", ".", "-.", "1.0", "True", "None", "0x", "0b", "0o", "0x_", "0_x1", "0b2", "0o8", "0b12", "0xg", "z", "Z", "_z"]
FLOATS = ["1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1.797693134862315807e308", "1.797693134862315808e308", "4.9e-324", "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.5e-324", "2e-324",
          "2.2250738585072011e-308", "2.2250738585072012e-308", "9007199254740993", "9007199254740992.99999999999999999999999", "9007199254740993.00000000000000000000001", "0.1e-1000000", "0e1000000", "1e1000000", "-1e-1000000", "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999999999999", "1e+-5", "1e5_", "1e_5", "1_e5", "1._5", "1_.5", "1_0.0_1e0_1", "0x1p3", "1f", "1d", "1L", "1j",
          "0" * 50 + "1", "." + "0" * 400 + "1e401", "1" * 320, "123456789" * 5 + "e-40", "٣.٥e١", "٣,٥", "1.٥", "infinity" * 2, "+inf", "-nan", "--inf", " inf ", "I N F", "∞", "1e", "1e+", "e", "e5", ".e5", "5.e5", ".5e5"]
table("int.parse", "s", "i", int, [*((text,) for text in PARSED), *drawn(240, int_text)])
BASES = [0, 0, 0, 0, 2, 8, 10, 16, 16, 36, 3, 1, -1, 37]
table("int.parse_radix", "si", "i", int, [*((text, base) for text in PARSED for base in (0, 16) if len(text) < 20), *drawn(320, int_text, BASES)])
table("float.parse", "s", "f", float, [*((text,) for text in PARSED + FLOATS), *drawn(400, float_text)])

# Methods of text that ask what its characters are.
for name in "capitalize casefold lower swapcase title upper strip split splitlines isalnum isalpha isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper".split():
    result = "l" if name.startswith("split") else "b" if name.startswith("is") else "s"
    table("text." + name, "s", result, getattr(str, name), drawn(60, text))
table("text.repr", "s", "s", repr, drawn(120, text))
table("text.ascii", "s", "s", ascii, drawn(60, text))
for name in "center ljust rjust zfill".split():
    table("text." + name, "si", "s", getattr(str, name), drawn(50, lambda: some("+", "-") + text(), range(-1, 12)))
