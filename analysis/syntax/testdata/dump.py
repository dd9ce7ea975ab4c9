"""Dump CPython's own syntax tree of each file named on standard input in the
form of syntax.DumpRanges: one line for each file, "None" for one that CPython
refuses.
"""

import ast
import sys
import warnings

OPS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**",
    "MatMult": "@", "LShift": "<<", "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^",
    "UAdd": "+", "USub": "-", "Invert": "~", "Not": "not", "And": "and", "Or": "or",
    "Lt": "<", "Gt": ">", "LtE": "<=", "GtE": ">=", "Eq": "==", "NotEq": "!=", "In": "in",
    "NotIn": "not in", "Is": "is", "IsNot": "is not",
}
# Nodes that have the same fields in both trees, by the names of CPython's.
FIELDS = {
    "Attribute": "value attr", "Starred": "value", "Await": "value", "Yield": "value",
    "YieldFrom": "value", "IfExp": "test body orelse", "NamedExpr": "target value",
    "Slice": "lower upper step", "List": "elts", "Tuple": "elts", "Set": "elts",
    "ListComp": "elt generators", "SetComp": "elt generators", "GeneratorExp": "elt generators",
    "DictComp": "key value generators", "Return": "value", "Delete": "targets",
    "Assign": "targets value", "While": "test body orelse", "Raise": "exc cause",
    "Assert": "test msg", "Import": "names", "Pass": "", "Break": "", "Continue": "",
    "BoolOp": "op values", "UnaryOp": "op operand", "BinOp": "op left right",
    "MatchValue": "value", "MatchSequence": "patterns", "MatchStar": "name", "MatchAs": "pattern name",
    "MatchOr": "patterns",
    "AugAssign": "target op value", "AnnAssign": "target annotation value",
}
RENAMED = {"attr": "Attr"}


class Dumper:
    def __init__(self, source):
        self.starts = [0]
        for line in source.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.bom = 3 if source.startswith(b"\xef\xbb\xbf") else 0
        self.source = source
        self.plain = 0  # inside an f-string, where CPython 3.11 has no good ranges

    def place(self, node):
        if self.plain or not hasattr(node, "lineno"):
            return ""
        start = self.starts[node.lineno - 1] + node.col_offset + (self.bom if node.lineno == 1 else 0)
        end = self.starts[node.end_lineno - 1] + node.end_col_offset + (self.bom if node.end_lineno == 1 else 0)
        if getattr(node, "decorator_list", None):
            first = node.decorator_list[0]
            start = self.source.rindex(b"@", 0, self.starts[first.lineno - 1] + first.col_offset)
        return f"@{start}-{end}"

    def make(self, kind, node, **fields):
        parts = []
        for name, value in fields.items():
            if value is None or value == [] or value is False or value == "" or value == 0:
                if name != "Value" or value is None or value == []:
                    continue
            parts.append(f"{name}={self.write(value)}")
        return f"{kind}{self.place(node)}({', '.join(parts)})"

    def write(self, value):
        if isinstance(value, Raw):
            return value.text
        if isinstance(value, list):
            return "[" + ", ".join(self.write(v) for v in value) + "]"
        if isinstance(value, str):
            return quote(value)
        if isinstance(value, (bool, int)):
            return str(value)
        return self.node(value)

    def node(self, n):
        kind = type(n).__name__
        method = getattr(self, kind, None)
        if method:
            return method(n)
        fields = {}
        for name in FIELDS[kind].split():
            value = getattr(n, name)
            if name == "op":
                value = OPS[type(value).__name__]
            fields[name.capitalize()] = value
        return self.make(kind, n, **fields)

    def body(self, n):
        """The docstring, if there is one, and the rest of a body."""
        first = n.body[0] if n.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            return first.value, n.body[1:]
        return None, n.body

    def Module(self, n):
        doc, body = self.body(n)
        return self.make("Module", object(), Docstring=doc, Body=body)

    def Name(self, n):
        return self.make("Name", n, ID=n.id)

    def Expr(self, n):
        return self.make("ExprStmt", n, Value=n.value)

    def Constant(self, n):
        v = n.value
        if v is None:
            return self.make("None", n)
        if v is ...:
            return self.make("Ellipsis", n)
        if isinstance(v, bool):
            return self.make("Bool", n, Value=v)
        if isinstance(v, int):
            if v >= 2**63:
                return self.make("Int", n, Value=0, Big=str(v))
            return self.make("Int", n, Value=v)
        if isinstance(v, float):
            return self.make("Float", n, Value=Raw(number(v)))
        if isinstance(v, complex):
            return self.make("Imag", n)
        if isinstance(v, bytes):
            return self.make("Bytes", n, Value=Raw("b" + quote(v.decode("latin-1"))))
        lone = any(0xD800 <= ord(c) <= 0xDFFF for c in v)
        return self.make("Str", n, Value=v, Surrogate=lone)

    def JoinedStr(self, n):
        head = f"JoinedStr{self.place(n)}"
        self.plain += 1
        parts = self.write(n.values)
        self.plain -= 1
        return head + (f"(Parts={parts})" if n.values else "()")

    def FormattedValue(self, n):
        conversion = n.conversion if n.conversion > 0 else 0
        return self.make("FormattedValue", n, Value=n.value, Conversion=conversion, Spec=n.format_spec)

    def Compare(self, n):
        ops = [OPS[type(op).__name__] for op in n.ops]
        return self.make("Compare", n, Left=n.left, Ops=ops, Rights=n.comparators)

    def Call(self, n):
        return self.make("Call", n, Func=n.func, Args=n.args, Keywords=n.keywords)

    def keyword(self, n):
        return self.make("Keyword", n, Name=n.arg, Value=n.value)

    def Subscript(self, n):
        return self.make("Subscript", n, Value=n.value, Index=n.slice)

    def Dict(self, n):
        keys = [Raw("None") if k is None else k for k in n.keys]
        return self.make("Dict", n, Keys=keys, Values=n.values)

    def comprehension(self, n):
        return self.make("Comprehension", n, Target=n.target, Iter=n.iter, Ifs=n.ifs, Async=bool(n.is_async))

    def Lambda(self, n):
        return self.make("Lambda", n, Params=Raw(self.params(n.args)), Body=n.body)

    def params(self, a):
        plain = a.posonlyargs + a.args
        defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
        out = [self.param(p, 1 if p in a.posonlyargs else 0, d) for p, d in zip(plain, defaults)]
        if a.vararg:
            out.append(self.param(a.vararg, 2))
        out += [self.param(p, 3, d) for p, d in zip(a.kwonlyargs, a.kw_defaults)]
        if a.kwarg:
            out.append(self.param(a.kwarg, 4))
        return f"Params(List=[{', '.join(out)}])" if out else "Params()"

    def param(self, p, kind, default=None):
        return self.make("Param", object(), Name=p.arg, Kind=kind, Annotation=p.annotation, Default=default)

    def FunctionDef(self, n, is_async=False):
        doc, body = self.body(n)
        return self.make(
            "FunctionDef", n, Name=n.name, Params=Raw(self.params(n.args)), Returns=n.returns,
            Docstring=doc, Body=body, Decorators=n.decorator_list, Async=is_async,
        )

    def AsyncFunctionDef(self, n):
        return self.FunctionDef(n, True)

    def ClassDef(self, n):
        doc, body = self.body(n)
        return self.make(
            "ClassDef", n, Name=n.name, Bases=n.bases, Keywords=n.keywords, Docstring=doc,
            Body=body, Decorators=n.decorator_list,
        )

    def For(self, n, is_async=False):
        return self.make("For", n, Target=n.target, Iter=n.iter, Body=n.body, Orelse=n.orelse, Async=is_async)

    def AsyncFor(self, n):
        return self.For(n, True)

    def If(self, n):
        start = self.starts[n.lineno - 1] + n.col_offset
        is_elif = self.source[start:start + 4] == b"elif"
        return self.make("If", n, Test=n.test, Body=n.body, Orelse=n.orelse, Elif=is_elif)

    def With(self, n, is_async=False):
        return self.make("With", n, Items=n.items, Body=n.body, Async=is_async)

    def AsyncWith(self, n):
        return self.With(n, True)

    def withitem(self, n):
        return self.make("WithItem", n, Context=n.context_expr, Vars=n.optional_vars)

    def Match(self, n):
        return self.make("Match", n, Subject=n.subject, Cases=n.cases)

    def match_case(self, n):
        return self.make("MatchCase", n, Pattern=n.pattern, Guard=n.guard, Body=n.body)

    def MatchSingleton(self, n):
        value = f"None{self.place(n)}()" if n.value is None else f"Bool{self.place(n)}(Value={n.value})"
        return self.make("MatchSingleton", n, Value=Raw(value))

    def MatchMapping(self, n):
        return self.make("MatchMapping", n, Keys=n.keys, Patterns=n.patterns, Rest=n.rest)

    def MatchClass(self, n):
        keywords = [
            Raw(self.make("KeywordPattern", object(), Attr=attr, Pattern=pattern))
            for attr, pattern in zip(n.kwd_attrs, n.kwd_patterns)
        ]
        return self.make("MatchClass", n, Class=n.cls, Patterns=n.patterns, Keywords=keywords)

    def Try(self, n, star=False):
        return self.make(
            "Try", n, Body=n.body, Handlers=n.handlers, Orelse=n.orelse, Finalbody=n.finalbody, Star=star,
        )

    def TryStar(self, n):
        return self.Try(n, True)

    def ExceptHandler(self, n):
        return self.make("ExceptHandler", n, Type=n.type, Name=n.name, Body=n.body)

    def alias(self, n):
        return self.make("Alias", n, Name=n.name, AsName=n.asname)

    def ImportFrom(self, n):
        return self.make("ImportFrom", n, Module=n.module, Names=n.names, Level=n.level)

    def Global(self, n):
        return self.make("Global", n, Names=[Raw(self.bare(name)) for name in n.names])

    def Nonlocal(self, n):
        return self.make("Nonlocal", n, Names=[Raw(self.bare(name)) for name in n.names])

    def bare(self, name):
        return f"Name(ID={quote(name)})"


class Raw:
    """Text that is already in the form of the dump."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return False


def quote(text):
    def one(c):
        if 0xD800 <= ord(c) <= 0xDFFF:
            c = "\ufffd"
        return c if " " <= c <= "~" and c not in '"\\' else f"{{{ord(c):x}}}"

    return '"' + "".join(map(one, text)) + '"'


def number(value):
    if value == float("inf"):
        return "inf"
    for digits in range(18):
        text = f"{value:.{digits}e}"
        if float(text) == value:
            return text


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    for line in sys.stdin:
        with open(line.rstrip("\n"), "rb") as f:
            source = f.read()
        try:
            compile(source, "x", "exec", dont_inherit=True)
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            print("None")
            continue
        print(Dumper(source).node(tree))


main()
