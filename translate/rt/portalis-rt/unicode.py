"""Writes src/unicode.rs: what Python 3.11 knows about characters and Rust's std does not.

Run it with CPython 3.11: python3.11 unicode.py > src/unicode.rs
"""

import sys
import unicodedata

CHARS = [chr(n) for n in range(0x110000) if not 0xD800 <= n <= 0xDFFF]


def ranges(test):
    """The ranges of code points for which test holds, surrogates left out."""
    found = []
    for c in CHARS:
        n = ord(c)
        if n > 127 and test(c):
            if found and found[-1][1] == n - 1:
                found[-1][1] = n
            else:
                found.append([n, n])
    return found


def table(name, doc, test):
    found = ranges(test)
    print(f"\n/// {doc}")
    print(f"pub(crate) static {name}: [(u32, u32); {len(found)}] = [")
    for first, last in found:
        print(f"    (0x{first:x}, 0x{last:x}),")
    print("];")


def mapping(name, doc, map_char, plain):
    found = [(c, map_char(c)) for c in CHARS if ord(c) > 127 and map_char(c) != plain(c)]
    print(f"\n/// {doc}")
    print(f"pub(crate) static {name}: [(char, &str); {len(found)}] = [")
    for c, to in found:
        text = "".join(f"\\u{{{ord(t):x}}}" for t in to)
        print(f"    ('\\u{{{ord(c):x}}}', \"{text}\"),")
    print("];")


assert sys.version_info[:2] == (3, 11) and unicodedata.unidata_version == "14.0.0"
print("//! Tables of Unicode 14, as Python 3.11 has them, for characters beyond ASCII.")
print("//! Written by unicode.py.")
table("UNASSIGNED", "Characters that are not assigned.", lambda c: unicodedata.category(c) == "Cn")
table("LETTERS", "`isalpha`", str.isalpha)
table("DIGITS", "`isdigit`, and not `isdecimal`", lambda c: c.isdigit() and not c.isdecimal())
table("NUMERIC", "`isnumeric`, and not `isdigit`", lambda c: c.isnumeric() and not c.isdigit())
table("UNPRINTABLE", "not `isprintable`", lambda c: not c.isprintable())
table("TITLECASE", "Letters that are titlecase.", lambda c: unicodedata.category(c) == "Lt")
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
