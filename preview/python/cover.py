"""Makes calls of a function and tells which ways they took through the program.

The worker (worker.py) runs this in a fork of its own. The tree of the program is
changed before it is compiled: each condition, comparison, loop body and handler
passes through a function here, which counts it and returns what it was given. A
way is the number of such a place with how it went (true or false, how the sides
of a comparison lie, about how often), so that inputs which reach new ways can be
told from those that only repeat others. Counting is by events, never by time: the
same calls give the same answer on any machine.
"""

import ast
import operator
import zlib

HIT, TEST, PASS, TRUTH, COMPARE = "@hit", "@test", "@pass", "@truth", "@compare"
ASK, NUMERAL, SUM = "@ask", "@numeral", "@sum"

BASIC = (int, float, str, bool, bytes, type(None))
CONTAINERS = (list, tuple, dict, set, frozenset)
MOST_OF_PLACE = 3  # comparisons that are told of one place, the last ones of a call
ONLY = 31  # how it went where there is only one way
MOST_PAIRS = 24  # and of all of them
MOST_SIZE = 200  # of the sides of a comparison, about in bytes

OPERATORS = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
    ast.In: lambda a, b: a in b, ast.NotIn: lambda a, b: a not in b,
}  # fmt: skip
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
ASKED = ("startswith", "endswith", "find", "index", "count", "split", "partition", "removeprefix", "removesuffix")
GROWING = (ast.Add, ast.Sub, ast.Mult, ast.Pow, ast.LShift)


class Stopped(BaseException):
    """The call makes more events than are looked at."""


class Ways:
    """Counts the ways of one call."""

    def __init__(self, most):
        self.most = most
        self.comparisons = []  # by place, the kind of the operator
        self.begin()

    def begin(self):
        self.counts = {}
        self.told = {}  # by place, pairs that were compared
        self.events = 0
        self.large = False  # an integer needed more than 64 bits

    def hit(self, way):
        self.events += 1
        if self.events > self.most:
            raise Stopped
        self.counts[way] = self.counts.get(way, 0) + 1

    def test(self, place, value):
        """The truth of a condition of which nothing else matters."""
        truth = bool(value)
        self.hit(place << 5 | truth)
        return truth

    def passed(self, place, value):
        self.hit(place << 5 | ONLY)
        return value

    def truth(self, place, value):
        """A side of "and" or "or" whose value may matter."""
        if type(value) in BASIC or type(value) in CONTAINERS:
            self.hit(place << 5 | bool(value))
        return value

    def compare(self, place, left, right):
        kind = self.comparisons[place]
        result = OPERATORS[kind](left, right)
        self.hit(place << 5 | (result is True))
        if kind is ast.In or kind is ast.NotIn:
            self.inside(place, left, right)
        elif left is not None and right is not None:
            self.beside(place, kind, left, right)
        return result

    def beside(self, place, kind, left, right):
        a, b = type(left), type(right)
        if a in (int, float) and b in (int, float):
            if kind in ORDERED:
                self.hit(place << 5 | 2 + (left < right) + 2 * (left == right))
            elif left == left and right == right and abs(left) < 1e18 and abs(right) < 1e18:
                self.hit(place << 5 | 8 + min(int(abs(left - right)).bit_length(), 23))
        elif a is str and b is str:
            if kind in ORDERED:
                self.hit(place << 5 | 2 + (left < right) + 2 * (left == right))
            else:
                self.hit(place << 5 | 8 + min(common(left, right), 23))
        elif a is not b:
            return
        self.tell(place, left, right)

    def inside(self, place, left, right):
        if type(right) is str:
            self.tell(place, left, right)
        elif type(right) in CONTAINERS and len(right) <= 16:
            for item in list(right)[:MOST_OF_PLACE]:
                if type(item) is type(left):
                    self.tell(place, left, item)

    def ask(self, place, method, text, argument):
        """A method of a text, with one argument that may be looked for in it."""
        result = getattr(text, method)(argument)
        if type(text) is str and type(argument) is str:
            self.hit(place << 5 | (argument in text))
            self.tell(place, "", argument)
        return result

    def numeral(self, place, text):
        """What is to be read as a number."""
        if type(text) is str:
            self.tell(place, text, "7")
        return text

    def tell(self, place, left, right):
        if size(left) + size(right) <= MOST_SIZE and left != right:
            pairs = self.told.setdefault(place, [])
            pairs.append((copied(left), copied(right)))
            if len(pairs) > MOST_OF_PLACE:
                del pairs[0]

    def pairs(self):
        """The pairs of all places, those of the last place that was reached first."""
        return [pair for place in reversed(list(self.told)) for pair in reversed(self.told[place])]

    def sum(self, value):
        if type(value) is int and not -(1 << 63) <= value < 1 << 63:
            self.large = True
        return value

    def ended(self, value, raised):
        """Note how the call ended, which is a way, too."""
        if raised is not None:
            place = raised.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            how = "%s %d" % (type(raised).__name__, place.tb_lineno if place is not None else 0)
        else:
            how = type(value).__name__
            if type(value) in (int, float):
                how += " %d" % ((value > 0) - (value < 0))
            elif type(value) in CONTAINERS or type(value) in (str, bool):
                how += " %s" % bool(value)
            self.sum(value)
        self.counts[1 << 40 | ONLY | (zlib.crc32(how.encode("utf-8", "replace")) << 5)] = 1

    def all(self):
        """The ways, each with the power of two of how often it was taken."""
        return sorted(way << 5 | min(count.bit_length(), 20) for way, count in self.counts.items())


def common(left, right):
    """How many characters two texts begin with in common."""
    n = 0
    for a, b in zip(left, right):
        if a != b:
            break
        n += 1
    return n


def size(value, depth=0):
    """About how big a plain value is; more than MOST_SIZE if it is not plain."""
    kind = type(value)
    if kind is str or kind is bytes:
        return 1 + len(value)
    if kind in BASIC:
        return 1
    if kind not in CONTAINERS or depth > 3 or len(value) > 40:
        return MOST_SIZE + 1
    items = value if kind is not dict else [*value.keys(), *value.values()]
    return 1 + sum(size(item, depth + 1) for item in items)


def copied(value):
    """A plain value as it is now."""
    kind = type(value)
    if kind is dict:
        return {copied(k): copied(v) for k, v in value.items()}
    return kind(map(copied, value)) if kind in CONTAINERS else value


def load(name):
    return ast.Name(name, ast.Load())


def told(test):
    """Whether what a condition gives is counted already."""
    return isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id == COMPARE


class Instrument(ast.NodeTransformer):
    """Puts the functions of Ways into a tree."""

    def __init__(self, ways):
        self.ways = ways

    def place(self, kind=None):
        self.ways.comparisons.append(kind)
        return ast.Constant(len(self.ways.comparisons) - 1)

    def call(self, name, *args, at):
        return ast.copy_location(ast.Call(load(name), list(args), []), at)

    def mark(self, body):
        """Count at the start of a block."""
        place = self.place().value << 5 | ONLY
        at = 1 if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else 0
        statement = ast.copy_location(ast.Expr(self.call(HIT, ast.Constant(place), at=body[0])), body[0])
        body.insert(at, statement)

    def tested(self, test):
        return test if told(test) else self.call(TEST, self.place(), test, at=test)

    def visit_test(self, node):
        node = self.generic_visit(node)
        node.test = self.tested(node.test)
        return node

    visit_If = visit_IfExp = visit_Assert = visit_test

    def visit_While(self, node):
        node = self.visit_test(node)
        self.mark(node.body)
        return node

    def visit_For(self, node):
        node = self.generic_visit(node)
        self.mark(node.body)
        if node.orelse:
            self.mark(node.orelse)
        return node

    def visit_block(self, node):
        node = self.generic_visit(node)
        self.mark(node.body)
        return node

    visit_ExceptHandler = visit_FunctionDef = visit_block

    def visit_match_case(self, node):  # its pattern is no expression
        node.guard = node.guard and self.tested(self.visit(node.guard))
        node.body = [s for part in map(self.visit, node.body) for s in (part if isinstance(part, list) else [part])]
        self.mark(node.body)
        return node

    def visit_comprehension(self, node):
        node = self.generic_visit(node)
        node.ifs = [self.tested(test) for test in node.ifs]
        return node

    def visit_element(self, node):
        node = self.generic_visit(node)
        node.elt = self.call(PASS, self.place(), node.elt, at=node)
        return node

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_element

    def visit_DictComp(self, node):
        node = self.generic_visit(node)
        node.value = self.call(PASS, self.place(), node.value, at=node)
        return node

    def visit_BoolOp(self, node):
        node = self.generic_visit(node)
        node.values = [v if told(v) else self.call(TRUTH, self.place(), v, at=v) for v in node.values]
        return node

    def visit_Compare(self, node):
        node = self.generic_visit(node)
        sides = [node.left, *node.comparators]
        if not all(isinstance(side, (ast.Name, ast.Constant)) for side in sides[1:-1]):
            return node  # what is in the middle is not to be computed twice
        parts = [
            self.call(COMPARE, self.place(type(op)), a, b, at=node) for op, a, b in zip(node.ops, sides, sides[1:])
        ]
        return parts[0] if len(parts) == 1 else ast.copy_location(ast.BoolOp(ast.And(), parts), node)

    def visit_BinOp(self, node):
        node = self.generic_visit(node)
        return self.call(SUM, node, at=node) if isinstance(node.op, GROWING) else node

    def visit_AugAssign(self, node):
        node = self.generic_visit(node)
        if not isinstance(node.op, GROWING) or not isinstance(node.target, ast.Name):
            return node
        return [node, ast.copy_location(ast.Expr(self.call(SUM, load(node.target.id), at=node)), node)]

    def visit_Call(self, node):
        node = self.generic_visit(node)
        f = node.func
        if len(node.args) != 1 or node.keywords or isinstance(node.args[0], ast.Starred):
            return node
        if isinstance(f, ast.Name) and f.id in ("int", "float"):
            node.args = [self.call(NUMERAL, self.place(), node.args[0], at=node)]
        if isinstance(f, ast.Attribute) and f.attr in ASKED:
            return self.call(ASK, self.place(), ast.Constant(f.attr), f.value, node.args[0], at=node)
        return node

    def visit_Lambda(self, node):
        node = self.generic_visit(node)
        node.body = self.call(PASS, self.place(), node.body, at=node)
        return node

    def visit_JoinedStr(self, node):
        return node

    def visit_annotation(self, node):
        """Annotations are not code, and may be strings of it."""
        node.value = node.value and self.visit(node.value)
        return node

    visit_AnnAssign = visit_annotation

    def visit_arg(self, node):
        return node

    def visit_Module(self, node):
        for at, statement in enumerate(node.body):
            if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
                node.body[at] = self.visit(statement)
        return node


KEPT = {}  # what was compiled last, by its source


def prepare(request):
    """Compile the program with its ways, in the warm process: no code of it runs."""
    key = request["path"], request["source"]
    if key not in KEPT:
        KEPT.clear()
        ways = Ways(request["events"])
        try:
            tree = Instrument(ways).visit(ast.parse(request["source"].encode("utf-8")))
            code = compile(ast.fix_missing_locations(tree), request["path"], "exec", dont_inherit=True)
        except Exception as e:
            code = e
        KEPT[key] = ways, code


def cover(fork):
    """Make the calls of a request, in the fork."""
    request = fork.request
    ways, code = KEPT[request["path"], request["source"]]
    if isinstance(code, Exception):
        fork.send("load", type(code).__name__, str(code)[:1000])
        return
    space = {HIT: ways.hit, TEST: ways.test, PASS: ways.passed, TRUTH: ways.truth, COMPARE: ways.compare}
    space.update({ASK: ways.ask, NUMERAL: ways.numeral, SUM: ways.sum})
    module = fork.load(code, space)
    if module is None:
        return
    for args in request["args"]:
        fork.capture(lambda: fork.output.kept.clear())
        ways.begin()
        value = raised = None
        status = ""
        try:
            value = fork.invoke(module, args)
        except Stopped:
            status = "out of time"
        except (MemoryError, RecursionError):
            status = "out of memory or stack"
        except BaseException as e:
            raised = e
        if not status:
            ways.ended(value, raised)
        fork.send("covered", status, ways.large, ways.all(), ways.pairs()[:MOST_PAIRS])
