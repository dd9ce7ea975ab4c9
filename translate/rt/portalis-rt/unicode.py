"""Writes src/unicode.rs: what Python 3.11 knows about characters and Rust's std does not.

Run it with CPython 3.11: python3.11 unicode.py | rustfmt > src/unicode.rs
"""

import sys
import unicodedata

CHARS = [chr(n) for n in range(0x110000) if not 0xD800 <= n <= 0xDFFF]


def ranges(tell):
    """The ranges of code points of which tell says the same: first, last, step and that.

    What it says is left out if it is False. Letters with case often take turns, so a
    step may be two.
    """
    found = []
    for c in CHARS:
        n, said = ord(c), tell(c)
        if n <= 127 or not said:
            continue
        if found:
            first, last, step, before = found[-1]
            if said == before and (n - last == step or (first == last and n - last == 2)):
                found[-1] = (first, n, n - last, said)
                continue
        found.append((n, n, 1, said))
    return found


def number(n):
    """The bytes of a number, seven bits each, low ones first."""
    out = []
    while n >= 128:
        out.append(n % 128 + 128)
        n //= 128
    return out + [n]


def print_ranges(found, more):
    """The fields of a Ranges, as src/chars/ranges.rs reads it; more gives further numbers of a range."""
    blocks, data, before = [], [], 0
    for i, (first, last, step, said) in enumerate(found):
        if i % 16 == 0:
            blocks.append((first, len(data)))
            before = first
        data += number(first - before) + number((last - first) * 2 + step - 1) + more(said)
        before = last
    print("    blocks: &[" + ", ".join(f"(0x{first:x}, {at})" for first, at in blocks) + "],")
    print("    bytes: &[" + ", ".join(str(byte) for byte in data) + "],")


def table(name, doc, test):
    """A Set, as src/chars/set.rs reads it."""
    print(f"\n/// {doc}")
    print(f"pub(crate) static {name}: Set = Set(Ranges {{")
    print_ranges(ranges(test), lambda _: [])
    print("});")


def other_case(name, doc, map_char):
    """An OtherCase, as src/chars/other_case.rs reads it."""

    def distance(c):
        to = map_char(c)
        return len(to) == 1 and ord(to) - ord(c)

    print(f"\n/// {doc}")
    print(f"pub(crate) static {name}: OtherCase = OtherCase {{")
    print("    ranges: Ranges {")
    # The sign of a distance is its lowest bit.
    print_ranges(ranges(distance), lambda n: number(n * 2 if n > 0 else -n * 2 + 1))
    print("    },")
    print("    longer: &[")
    print_pairs((c, map_char(c)) for c in CHARS if len(map_char(c)) > 1)
    print("    ],")
    print("};")


def mapping(name, doc, map_char, plain):
    found = [(c, map_char(c)) for c in CHARS if ord(c) > 127 and map_char(c) != plain(c)]
    print(f"\n/// {doc}")
    print(f"pub(crate) static {name}: [(char, &str); {len(found)}] = [")
    print_pairs(found)
    print("];")


def print_pairs(pairs):
    for c, to in pairs:
        text = "".join(f"\\u{{{ord(t):x}}}" for t in to)
        print(f"    ('\\u{{{ord(c):x}}}', \"{text}\"),")


def is_case_ignorable(c):
    return ("A" + c + "Σ").lower().endswith("ς") and not (c + "Σ").lower().endswith("ς")


assert sys.version_info[:2] == (3, 11) and unicodedata.unidata_version == "14.0.0"
print("//! Tables of Unicode 14, as Python 3.11 has them, for characters beyond ASCII.")
print("//! Written by unicode.py.")
print("\nuse crate::chars::{OtherCase, Ranges, Set};")
table("LOWERCASE", "`islower`", str.islower)
table("UPPERCASE", "`isupper`", str.isupper)
other_case("LOWER", "`lower`", str.lower)
other_case("UPPER", "`upper`", str.upper)
table("CASE_IGNORABLE", "Characters that a capital sigma looks past.", is_case_ignorable)
table("LETTERS", "`isalpha`", str.isalpha)
table("DIGITS", "`isdigit`, and not `isdecimal`", lambda c: c.isdigit() and not c.isdecimal())
table("NUMERIC", "`isnumeric`, and not `isdigit`", lambda c: c.isnumeric() and not c.isdigit())
table("UNPRINTABLE", "not `isprintable`", lambda c: not c.isprintable())
table("TITLECASE", "Letters that are titlecase.", lambda c: unicodedata.category(c) == "Lt")
table("NAME_STARTS", "Characters that are `isidentifier` or `isalpha`, and not both.", lambda c: c.isidentifier() != c.isalpha())
table("NAME_GOES_ON", "Characters that an identifier may have, but not start with.", lambda c: ("a" + c).isidentifier() and not c.isidentifier())
zeros = [ord(c) for c in CHARS if ord(c) > 127 and c.isdecimal() and unicodedata.decimal(c) == 0]
assert all(unicodedata.decimal(chr(z + n)) == n for z in zeros for n in range(10))
assert all(any(z <= ord(c) <= z + 9 for z in zeros) for c in CHARS if ord(c) > 127 and c.isdecimal())
print("\n/// The zeros of decimal digits; each is followed by its 1 to 9.")
print(f"pub(crate) static ZEROS: [u32; {len(zeros)}] = [")
for z in zeros:
    print(f"    0x{z:x},")
print("];")
mapping("TITLE", "`title` where it is not `upper`", str.title, str.upper)
mapping("FOLD", "`casefold` where it is not `lower`", str.casefold, str.lower)
