"""Runs a program and tells the types of the values that it makes.

The worker (worker.py) runs this in a fork of its own. The tree of the program
is changed before it is compiled, so that the value of each expression, each
variable that is bound, each parameter and each result passes through a function
here, which returns it as it is. So every type is known with its exact place in
the source, which sys.settrace does not tell.

A type is written as an annotation, after a look at the elements: list[int | str].
"?" stands for a type that was not looked at, being too deep.
"""

import ast
import builtins
import functools
import re
import time
import types

MAX_DEPTH = 6
MAX_ELEMENTS = 100
MAX_TUPLE = 12
DEEP = 50  # values of a place that are looked at in full; later ones when they look new

BASIC = {int: "int", float: "float", bool: "bool", str: "str", bytes: "bytes", complex: "complex",
         bytearray: "bytearray", type(None): "None", type(...): "ellipsis", slice: "slice"}  # fmt: skip
CALLABLE = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType,
            types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType, functools.partial)  # fmt: skip


DEF = re.compile(rb"def[\s\\]+")


class Stopped(BaseException):
    """The time for a call is over."""


class Types:
    """Describes values; remembers the classes of instances and their attributes."""

    def __init__(self):
        self.bases = {}  # name of a class -> names of the classes it inherits from
        self.attributes = set()  # (class, attribute, type)

    def of(self, value, depth=0):
        kind = type(value)
        if kind in BASIC:
            return BASIC[kind]
        if depth > MAX_DEPTH:
            return "?"
        if kind is tuple:
            return self.of_tuple(value, depth)
        if kind is list or kind is set or kind is frozenset:
            return "%s[%s]" % (kind.__name__, self.union(value, depth))
        if kind is dict:
            return "dict[%s]" % self.of_items(value, depth)
        if kind is range:
            return "range[int]"
        if isinstance(value, CALLABLE):
            return "Callable"
        if isinstance(value, type):
            return "type[%s]" % self.name(value)
        if isinstance(value, types.ModuleType):
            return "module"
        return self.of_instance(value, kind, depth)

    def of_tuple(self, value, depth):
        if not value:
            return "tuple[()]"
        if len(value) > MAX_TUPLE:
            return "tuple[%s, ...]" % self.union(value, depth)
        return "tuple[%s]" % ", ".join(self.of(v, depth + 1) for v in value)

    def union(self, values, depth):
        found = set()
        for n, value in enumerate(values):
            if n >= MAX_ELEMENTS:
                break
            found.add(self.of(value, depth + 1))
        return " | ".join(sorted(found)) or "Never"

    def of_items(self, value, depth):
        return "%s, %s" % (self.union(dict.keys(value), depth), self.union(dict.values(value), depth))

    def of_instance(self, value, kind, depth):
        name = self.name(kind)
        if isinstance(value, dict):
            if name == "Counter":
                return "Counter[%s]" % self.union(dict.keys(value), depth)
            if name in ("defaultdict", "OrderedDict"):
                return "%s[%s]" % (name, self.of_items(value, depth))
        if name == "deque":
            return "deque[%s]" % self.union(value, depth)
        if name in ("dict_keys", "dict_values", "dict_items"):
            return "%s[%s]" % (name, self.union(value, depth))
        if kind.__module__ == builtins.__name__ and not isinstance(value, BaseException):
            return name
        held = getattr(value, "__dict__", None)
        if type(held) is dict and not isinstance(value, BaseException):
            for attribute, item in list(held.items())[:MAX_ELEMENTS]:
                # An attribute is told once per type; of what it holds, what its own place tells is enough.
                self.attributes.add((name, attribute, self.of(item, max(depth + 1, MAX_DEPTH - 1))))
        return name

    def name(self, kind):
        name = kind.__qualname__.rpartition("<locals>.")[2]
        if name not in self.bases:
            self.bases[name] = [base.__qualname__.rpartition("<locals>.")[2] for base in kind.__mro__]
        return name


class Tracer:
    """Collects what passes through the places of one program."""

    def __init__(self, source):
        self.types = Types()
        self.source = source
        self.starts = line_starts(source)
        self.places = []  # (kind, start, end) by number
        self.calls = {("", 0): 0}  # (types of the arguments, function) -> number
        self.call_names = [""]
        self.counts = {}  # (place, call) -> [how often, kinds of value, types]
        self.told = set()
        self.deadline = 0.0
        self.events = 0

    def place(self, kind, start, end):
        self.places.append((kind, start, end))
        return len(self.places) - 1

    def range(self, node):
        return (self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset)

    def name_of(self, definition):
        """The range of the name of a def."""
        start = DEF.match(self.source, self.range(definition)[0]).end()
        return start, start + len(definition.name.encode("utf-8"))

    def value(self, place, value, call):
        self.observe(place, value, call, "%s")
        return value

    def yielded(self, place, value, call):
        self.observe(place, value, call, "Generator[%s]")
        return value

    def observe(self, place, value, call, form):
        self.events += 1
        if self.events & 1023 == 0 and time.monotonic() > self.deadline:
            raise Stopped
        seen = self.counts.get((place, call))
        if seen is None:
            seen = self.counts[place, call] = [0, set(), set()]
        seen[0] = count = seen[0] + 1
        kind = type(value)
        if count > DEEP and count & (count - 1) and kind in seen[1]:
            return
        seen[1].add(kind)
        seen[2].add(form % self.types.of(value))

    def enter(self, function, places, values):
        """Note a call with the values of its parameters; return its number."""
        described = [self.types.of(v) for v in values]
        key = ("(" + ", ".join(described) + ")", function)
        call = self.calls.get(key)
        if call is None:
            call = self.calls[key] = len(self.call_names)
            self.call_names.append(key[0])
        for place, value in zip(places, values):
            self.observe(place, value, call, "%s")
        return call

    def news(self):
        """What was found since the last time: (kind, start, end, call, type)."""
        found = []
        for (place, call), (_, _, described) in self.counts.items():
            for text in described:
                found.append((*self.places[place], self.call_names[call], text))
        for name, attribute, text in self.types.attributes:
            found.append(("attribute", 0, 0, name + "." + attribute, text))
        for name, bases in self.types.bases.items():
            found.append(("class", 0, 0, name, " ".join(bases)))
        found = [f for f in found if f not in self.told]
        self.told.update(found)
        return sorted(found, key=lambda f: f[:4])


def line_starts(source):
    starts = [0]
    for at, byte in enumerate(source):
        if byte == 10 or byte == 13 and source[at + 1 : at + 2] != b"\n":
            starts.append(at + 1)
    return starts


VALUE, YIELDED, ENTER, CALL = "__portalis_value__", "__portalis_yielded__", "__portalis_enter__", "__portalis_call__"


def load(name):
    return ast.Name(name, ast.Load())


def called(name, place, node):
    return ast.Call(load(name), [ast.Constant(place), node, load(CALL)], [])


class Instrument(ast.NodeTransformer):
    """Makes the values of a program pass through a Tracer."""

    def __init__(self, tracer):
        self.tracer = tracer
        self.functions = []  # (place of the result, whether it is a generator) of those we are in

    # Expressions.

    def expression(self, node, inner):
        place = self.tracer.place("expression", *self.tracer.range(node))
        return ast.copy_location(called(VALUE, place, inner), node)

    def generic_visit(self, node):
        node = super().generic_visit(node)
        if not isinstance(node, ast.expr):
            return node
        if isinstance(node, (ast.Constant, ast.Starred, ast.Slice, ast.FormattedValue)):
            return node
        if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return node
        if isinstance(node, ast.Tuple) and any(isinstance(e, ast.Slice) for e in node.elts):
            return node
        return self.expression(node, node)

    def visit_Call(self, node):
        if isinstance(node.func, ast.Attribute):
            node.func.value = self.visit(node.func.value)
        elif not isinstance(node.func, ast.Name):
            node.func = self.visit(node.func)
        node.args = [self.visit(a) for a in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return self.expression(node, node)

    def visit_JoinedStr(self, node):
        for part in node.values:  # the specification of a format is one more JoinedStr, which must stay one
            if isinstance(part, ast.FormattedValue):
                part.value = self.visit(part.value)
        return self.expression(node, node)

    def visit_Lambda(self, node):
        node.args.defaults = [self.visit(d) for d in node.args.defaults]
        node.args.kw_defaults = [d and self.visit(d) for d in node.args.kw_defaults]
        node.body = self.visit(node.body)
        return self.expression(node, node)

    def visit_Yield(self, node):
        value = ast.Constant(None) if node.value is None else self.visit(node.value)
        inner = ast.Yield(called(YIELDED, self.functions[-1], value)) if self.functions else node
        return self.expression(node, inner)

    # Statements that bind names.

    def stored(self, *targets):
        """Statements that observe the variables in targets."""
        found = []
        for target in targets:
            for node in ast.walk(target) if target is not None else ():
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    place = self.tracer.place("expression", *self.tracer.range(node))
                    found.append(ast.copy_location(ast.Expr(called(VALUE, place, load(node.id))), target))
        return found

    def visit_Assign(self, node):
        extra = self.stored(*node.targets)
        return [self.generic_visit(node), *extra]

    def visit_AugAssign(self, node):
        extra = self.stored(node.target)
        return [self.generic_visit(node), *extra]

    def visit_AnnAssign(self, node):
        extra = self.stored(node.target) if node.value is not None else []
        node.target = self.visit(node.target)
        node.value = node.value and self.visit(node.value)
        return [node, *extra]

    def visit_For(self, node):
        extra = self.stored(node.target)
        node = self.generic_visit(node)
        node.body = extra + node.body
        return node

    def visit_With(self, node):
        extra = self.stored(*[item.optional_vars for item in node.items])
        node = self.generic_visit(node)
        node.body = extra + node.body
        return node

    # Definitions.

    def visit_FunctionDef(self, node):
        start, end = self.tracer.name_of(node)
        generator = is_generator(node)
        self.functions.append(self.tracer.place("return", start, end))
        args = node.args
        args.defaults = [self.visit(d) for d in args.defaults]
        args.kw_defaults = [d and self.visit(d) for d in args.kw_defaults]
        body = [self.visit(s) for s in node.body]
        node.body = [s for part in body for s in (part if isinstance(part, list) else [part])]
        params = [*args.posonlyargs, *args.args, args.vararg, *args.kwonlyargs, args.kwarg]
        params = [p for p in params if p is not None]
        places = [self.tracer.place("parameter", *self.tracer.range(p)) for p in params]
        enter = ast.Call(load(ENTER), [
            ast.Constant(start), ast.Constant(tuple(places)), ast.Tuple([load(p.arg) for p in params], ast.Load()),
        ], [])  # fmt: skip
        at = 1 if ast.get_docstring(node, clean=False) is not None else 0
        node.body.insert(at, ast.Assign([ast.Name(CALL, ast.Store())], enter))
        if not generator:
            node.body.append(ast.Return(called(VALUE, self.functions[-1], ast.Constant(None))))
        self.functions.pop()
        return node

    def visit_AsyncFunctionDef(self, node):
        return node

    def visit_Return(self, node):
        value = ast.Constant(None) if node.value is None else self.visit(node.value)
        if not self.functions or self.in_generator(node):
            return ast.copy_location(ast.Return(value), node)
        return ast.copy_location(ast.Return(called(VALUE, self.functions[-1], value)), node)

    def in_generator(self, node):
        return id(node) in GENERATOR_RETURNS

    def visit_ClassDef(self, node):
        node.body = [s for part in map(self.visit, node.body) for s in (part if isinstance(part, list) else [part])]
        return node

    def visit_Match(self, node):
        node.subject = self.visit(node.subject)
        for case in node.cases:
            case.guard = case.guard and self.visit(case.guard)
            case.body = [s for part in map(self.visit, case.body) for s in (part if isinstance(part, list) else [part])]
        return node


GENERATOR_RETURNS = set()


def is_generator(node):
    """Whether a def is a generator; notes its return statements if so."""
    yields, returns, rest = False, [], list(node.body)
    while rest:
        inner = rest.pop()
        if isinstance(inner, (ast.Yield, ast.YieldFrom)):
            yields = True
        if isinstance(inner, ast.Return):
            returns.append(id(inner))
        if not isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            rest.extend(ast.iter_child_nodes(inner))
    if yields:
        GENERATOR_RETURNS.update(returns)
    return yields


def examples(tree):
    """The statements in the docstrings of a program that follow >>>."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            continue
        lines = (ast.get_docstring(node) or "").splitlines() + [""]
        example = []
        for line in map(str.strip, lines):
            if line.startswith("... ") or line == "...":
                example.append(line[4:])
                continue
            if example:
                yield "\n".join(example) + "\n"
                example = []
            if line.startswith(">>> "):
                example = [line[4:]]


def trace(fork):
    """Run a request: the program, then its docstrings' examples, then the calls."""
    request = fork.request
    source = request["source"].encode("utf-8")
    tracer = Tracer(source)
    module = type(__import__("sys"))(request["module"])
    module.__file__ = request["path"]
    __import__("sys").modules[module.__name__] = module
    space = module.__dict__
    space.update({VALUE: tracer.value, YIELDED: tracer.yielded, ENTER: tracer.enter, CALL: 0})

    def attempt(run):
        fork.output.kept.clear()
        tracer.deadline = time.monotonic() + request["budget"]
        raised = ""
        try:
            run()
        except BaseException as e:
            raised = "%s: %s" % (type(e).__name__, str(e)[:200]) if type(e).__name__ != "Stopped" else "out of time"
        return raised

    fork.capture(lambda: fork.output.kept.clear())
    statements = []
    try:
        tree = ast.parse(source)
        if request["doctests"]:
            statements = list(examples(tree))
        code = compile(ast.fix_missing_locations(Instrument(tracer).visit(tree)), request["path"], "exec", dont_inherit=True)
    except Exception as e:
        fork.send("load", type(e).__name__, str(e)[:1000])
        return
    fork.send("loaded")
    fork.send("traced", attempt(lambda: exec(code, space)), tracer.news())
    example_space = dict(space)
    for text in statements:
        attempt(lambda: exec(compile(text, "<doctest>", "single", dont_inherit=True), example_space))
        fork.send("example", "", tracer.news())
    for text in request["calls"]:
        fork.send("traced", attempt(lambda: eval(compile(text, "<call>", "eval"), space)), tracer.news())
