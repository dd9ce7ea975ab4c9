"""What CPython's re does with random patterns: re_cases.py SEED COUNT

A line for each case: the pattern, the flags, the text, a replacement and the
result, all but the flags in hex.
"""

import random
import re
import signal
import sys
import warnings

warnings.simplefilter("ignore")

SMALL = "ab"
MIXED = "abcAB01_ -\n."
WIDE = (
    "aAbBsSkKiI\u0131\u017f\u212a\u0130\u00df\u1e9e\u00b5\u03bc\u03c3\u03c2\u03a3\u01c4\u01c5\u01c6"
    "\u00e9\u00c9\u0663\u00b2\u00bd \u00a0\u2003\x1c\x1f\x85\u2028\n_-\u0345\u1fbe\u03b9\u0399"
    "\U00010400\U00010428\u4e2d\U0001f600\u0301\u1c80\u0432\u0412\ufb05\ufb06\u1e61\u1e9b\u1fd3\u0390"
)
SYNTAX = list("()[]{}*+?|\\^$.-,:=!<>#PiLaumsx019abABdDwWsSZnxuUtgk_ \n&~é") + [
    "(?", "(?:", "(?P<a>", "(?P=a)", "(?i)", "(?<=", "(?<!", "(?=", "(?!", "(?>", "(?(1)", "\\1", "{1,2}", "[^", "(?i:", "(?#", "*+", "\\x41", "\\u0041", "\\07",
]
FLAGS = [0, 0, 0, 0, re.I, re.I, re.M, re.S, re.A, re.X, re.U, re.I | re.A, re.I | re.M | re.S]


class Patterns:
    def __init__(self, rng):
        self.rng = rng

    def make(self):
        self.groups = 0
        self.open = []
        self.alphabet = self.rng.choice([SMALL, SMALL, MIXED, WIDE])
        self.size = self.rng.choice([3, 6, 10, 15])
        head = self.rng.choice([""] * 12 + ["(?i)", "(?s)", "(?m)", "(?a)", "(?x)", "(?im)"])
        return head + self.alternatives(0)

    def alternatives(self, depth):
        ways = [self.sequence(depth)]
        while self.rng.random() < 0.25:
            ways.append(self.sequence(depth))
        return "|".join(ways)

    def sequence(self, depth):
        return "".join(self.item(depth) for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3])))

    def item(self, depth):
        self.size -= 1
        atom = self.atom(depth)
        if self.rng.random() < 0.4:
            atom += self.rng.choice(["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{,1}", "{1,}", "{0}", "{2,3}"])
            atom += self.rng.choice(["", "", "", "?", "?", "+"])
        return atom

    def atom(self, depth):
        rng = self.rng
        if depth > 4 or self.size < 0 or rng.random() < 0.45:
            return self.leaf()
        kind = rng.randrange(14)
        if kind < 5:
            return self.group("(", depth)
        if kind == 5:
            return self.group(f"(?P<g{self.groups + 1}>", depth)
        if kind < 8:
            return "(?:" + self.alternatives(depth + 1) + ")"
        if kind == 8:
            return "(?>" + self.alternatives(depth + 1) + ")"
        if kind == 9:
            return rng.choice(["(?=", "(?!"]) + self.alternatives(depth + 1) + ")"
        if kind == 10:
            return rng.choice(["(?<=", "(?<!"]) + self.alternatives(depth + 1) + ")"
        if kind == 11 and self.groups:
            return f"(?({rng.randint(1, self.groups)})" + self.sequence(depth + 1) + rng.choice(["", "|" + self.sequence(depth + 1)]) + ")"
        if kind == 12:
            return rng.choice(["(?i:", "(?-i:", "(?s:", "(?m:", "(?a:", "(?u:", "(?x-i:"]) + self.alternatives(depth + 1) + ")"
        if self.groups:
            n = rng.randint(1, self.groups)
            return rng.choice([f"\\{n}", f"\\{n}", f"(?P=g{n})"])
        return self.leaf()

    def group(self, head, depth):
        self.groups += 1
        return head + self.alternatives(depth + 1) + ")"

    def char(self):
        c = self.rng.choice(self.alphabet)
        return c if c.isalnum() or ord(c) > 127 else re.escape(c)

    def leaf(self):
        rng = self.rng
        kind = rng.randrange(20)
        if kind < 10:
            return self.char()
        if kind == 10:
            return "."
        if kind == 11:
            return rng.choice(["^", "$", r"\A", r"\Z", r"\b", r"\B"])
        if kind < 15:
            return rng.choice([r"\d", r"\D", r"\w", r"\W", r"\s", r"\S"])
        items = ""
        for _ in range(rng.randint(1, 3)):
            a, b = self.char(), self.char()
            if rng.random() < 0.3:
                if ord(a[-1]) > ord(b[-1]):
                    a, b = b, a
                items += f"{a}-{b}"
            elif rng.random() < 0.2:
                items += rng.choice([r"\d", r"\D", r"\w", r"\W", r"\s", r"\S"])
            else:
                items += a
        return "[" + rng.choice(["", "", "^"]) + items + "]"


def show(m):
    if m is None:
        return "N"
    spans = ",".join(f"{s}:{e}" for s, e in m.regs)
    return f"{spans}/{m.lastindex or 0}/{m.lastgroup or ''}"


class TooSlow(Exception):
    """What a pattern takes exponential time for is left out."""


def too_slow(*_):
    raise TooSlow


def run(pattern, flags, text, template):
    try:
        p = re.compile(pattern, flags)
    except TooSlow:
        raise
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    parts = [str(p.flags), str(p.groups)]
    for attempt in (
        lambda: show(p.search(text)),
        lambda: show(p.match(text)),
        lambda: show(p.fullmatch(text)),
        lambda: show(p.search(text, 1, 4)),
        lambda: ";".join(show(m) for m in p.finditer(text)),
        lambda: ";".join("\0" if x is None else x for x in p.split(text)),
        lambda: ";".join("\0" if x is None else x for x in p.split(text, 2)),
        lambda: ";".join("|".join(x) if isinstance(x, tuple) else x for x in p.findall(text)) if p.groups <= 3 else "",
        lambda: "%s/%d" % p.subn(template, text),
        lambda: p.sub(lambda m: f"<{m.group()}>", text, 2),
    ):
        try:
            parts.append(attempt())
        except (SystemError, RuntimeError):
            parts.append("broken")
        except (re.error, IndexError) as e:
            parts.append(f"{type(e).__name__}: {e}")
    return "\n\n".join(parts)


def main():
    signal.signal(signal.SIGVTALRM, too_slow)
    rng = random.Random(int(sys.argv[1]))
    patterns = Patterns(rng)
    out = []
    for _ in range(int(sys.argv[2])):
        if rng.random() < 0.2:
            pattern = "".join(rng.choices(SYNTAX, k=rng.randint(1, 8)))
            alphabet = MIXED
        else:
            pattern = patterns.make()
            alphabet = patterns.alphabet
        if r"\N" in pattern or "(?" in pattern and re.search(r"\(\?[a-zA-Z]*-?[a-zA-Z]*t", pattern):
            continue
        if re.search(r"\(\??P?[<=(][^)>]*[^\x00-\x7f]", pattern) and not pattern.isascii():
            continue  # isidentifier beyond ASCII
        flags = int(rng.choice(FLAGS))
        template = "".join(rng.choices(["x", r"\1", r"\2", r"\g<0>", r"\g<1>", r"\g<g1>", r"\n", r"\\", "-", r"\07", r"\.", r"\101", r"\12"], k=rng.randint(0, 3)))
        if rng.random() < 0.02:
            template += rng.choice(["\\", r"\q", r"\g", r"\g<", r"\g<x>", r"\g<>", r"\400", r"\99"])
        for _ in range(2):
            text = "".join(rng.choices(alphabet, k=rng.randint(0, 9)))
            try:
                # Of the processor, not the clock: a busy machine leaves nothing out. The
                # signal may come as late as in the clean-up.
                signal.setitimer(signal.ITIMER_VIRTUAL, 0.05)
                try:
                    result = run(pattern, flags, text, template)
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            except TooSlow:
                continue
            fields = (pattern, text, template, result)
            p, t, r, x = (f.encode("utf-8", "surrogatepass").hex() for f in fields)
            out.append(f"{p} {flags} {t} {r} {x}\n".replace("  ", " - ").replace("  ", " - "))
    sys.stdout.write("".join(out))


main()
