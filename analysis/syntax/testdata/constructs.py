"""Every construct of Python 3.11, compared node by node with CPython's tree."""
from __future__ import annotations
import a, b.c as d
from . import e
from ...f.g import (h, i as j,)
from k import *

# Precedence, which the grammar has in another order than Python.
x = a ^ b & c | d
x = a & b ^ c
x = a | b ^ c & d | e ^ f
x = (a ^ b) & (c | d)
x = a ^ -b & ~c
x = a + b << c & d ^ e
x = -a ** -b ** c
x = not a == b and not c or d
x = a if b else c if d else e
x = lambda: a if b else c
x = a < b <= c != d is not e not in f
x = a or b or c and d and e or (f or g)
x = (a and b) and c
x = a - b - c, a / (b / c)
x: a ^ b & c
def f(x: list[int] | a ^ b & c) -> dict[str, list[int]] | None: pass

# Stars bind more loosely than anything after them.
f(*a or b, *c + d, *e.f, *g(), *h[0], *i if j else k, *l < m, **n or o)
x = [*a | b, *c]
x = {*a, *b.c}
x = *a, b
*x, y = z
x, (y, [*z]), w.v, u[0] = t
for x, *y in *a, b: pass
a[*b], a[*b, c], a[b,], a[b:c, ::d, :], a[:], a[b::], a[...]
def f(*args: *Ts): return *a, b

# Numbers.
x = 0, 00, 0_0, 1_000, 0xFf, 0x_f, 0o17, 0b1_01, 9223372036854775807, 9223372036854775808
x = 340282366920938463463374607431768211456, 0xFFFFFFFFFFFFFFFFFFFF
x = 1.5, .5, 5., 1e5, 1E-5, 1_0.0_1e+1_0, 1e999, 5e-324, 0.1, 1e22, 123456789.123456789
x = 1j, 1.5J, 1e5j, 0777j, 09.5, 0e0
x = 1 .real, 1..real, 1.0.real

# Strings.
x = '', "a", '''b''', """c"d""e""", r'\n\'', R"\\", u'é', U'x'
x = 'a\'\"\\\a\b\f\n\r\t\v\0\12\1234\x41\u00e9\U0001F600\q\8 \
continued'
x = b'', b'a\x00\xff\u1234\N', br'\x', Rb'\x', B'\377'
x = 'a' "b" r'\c' '''d
e'''
x = ('a'
     'b')  # joined over lines
x = r'\\', r'a\\', 'a\\', '\\\\'
x = f'', f'a', f'{x}', f'a{x}b{y}c', F'{x!r}{x!s:>10}{x!a:}', f'{{{x}}}', f'}}{{'
x = f'{x:{y}.{z}f}', f'{x:a{y!r}b{z:c}d}', f'{x=}', f'{ x = }', f'{x=!s}', f'{x=:5}', f'{x + 1=!r:^{y}}'
x = f'{x:=5}', f'{x:=+5.2f}', f'{(y:=5)}', f'{x!=y}', f'{x==y}', f'{x:%H:%M}', f'{d["k"]}', f"{d['k']:>{w['x']}}"
x = f'{lambda_}', f'{(lambda x: x)}', f'{ {1: 2}[1] }', f'{[i for i in x]}', f'{x,}', f'{x, y}', f'{yield_}'
x = rf'\n{x}\\', fr'{x}\d', f'\n{x}\x41\'', f'''a
{x
}b''', f'\\{x}'
x = 'a' f'{x}' 'b' f'c{y}' r'\d'
x = f'{x}' 'a{b}' '{{'
x = '\r\n', '''a\
b'''

# Collections and comprehensions.
x = (), (a,), (a, b), [], [a], [a, b,], {}, {a: b}, {a: b, **c, 'd': e}, {a}, {a, b,}, {**a}
x = [a for b in c], {a for b in c if d if e}, {a: b for c, d in e for f in g}, (a for b in c)
x = f(a for b in c), [a for b, in c], [[a for a in b] for b in c], [a for b in c if (d := b)]
x = [a if b else c for d in e if f or g], [lambda: a for b in c if d]

# Calls and parameters.
f(); f(a, b=c, *d, e=f, **g); f(a)(b)[c].d; f((a for b in c), d); f(a := b); f(
    a,  # with comments
    b,
)
def f(a, b: int, /, c=1, d: str = 'x', *e, g, h=2, i: int = 3, **k) -> int: ...
def f(a, *, b): ...
def f(*, a): ...
def f(a, /): ...
def f(
    a,
    # a comment
    b: int,
): return
x = lambda a, b=1, /, c=2, *d, e, f=3, **g: a
x = lambda *, a: a
x = lambda *a, **b: (a, b)

# Statements.
x = y = z = 1
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x **= 1; x @= 1; x <<= 1; x >>= 1; x &= 1; x |= 1; x ^= 1
x.y += 1, 2
x: int
x.y: int = 1
(x): list[int] = []
x: typing.List[int] = *a, b
x: 'str' = lambda: 0
x: Callable[[int, str], dict[str, tuple[int, ...]]] | None = None
x: a.b[c].d[e, f] | list[g].h = 1
del x, y.z, a[0], (b, c), [d]
assert x
assert x, 'message'
pass; pass;
if a: pass
elif b: pass
elif c:
    pass
else: pass
if a:
    if b: pass
    else:
        pass
else:
    if c: pass
while a: break
else: pass
for a in b: continue
else:
    pass
for a.b in c: pass
for a, in b, c: pass
for [a, b] in c: pass
try: pass
except: pass
try:
    pass
except A: pass
except (B, C) as d:
    raise
except D.E as f: raise x from y
else: pass
finally: pass
try: pass
finally: pass
try: pass
except* A as e: pass
except *B: pass
with a: pass
with a as b, c as (d, e), f: pass
with (a as b, c): pass
with (a, b): pass
with (a): pass
with (a) as b: pass
with (a, b) as c: pass
with (a), b: pass
with (yield_): pass
with (*a, b): pass
with f(a)[b] as c.d, e: pass
with (
    a as b,  # first
    c as d,
): pass
match x:
    case 1 | -2 | 1.5 + 2j | 'a' 'b' | None | True: pass
    case [a, *_, (b, c)] if d: pass
    case {'k': v, 1: _, **rest}: pass
    case A.B(c, d=E()) as f: pass
    case a, *b: pass
    case *_, : pass
    case [(a), (b as c), ((d) as e)]: pass
    case (): pass
    case []: pass
    case {}: pass
    case (a,): pass
    case [*a]: pass
    case (b.c() | [1]) if False: pass
    case A(): pass
    case A(1, b=-1, c=-2j | 3, d=[x, y],): pass
    case {-1: a, 1 - 2j: b, None: c, True: d, x.y: e, 'a' 'b': f, **match}: pass
    case -1.5 - 0j | b'x' | 'y' | x.y.z: pass
    case match, case, type, print, exec: pass
    case {"x": (1|2 as z), "y": [*_], 'z': {}}: pass
    case a.match.case(case=match, type=_): pass
    case a as b if (c := 1 if b else 2): pass
    case (
        1  # comment
        | 2 as \
        n
    ): pass
    case (c) if d:
        pass
    case _: pass
match x, y:
    case a, b: pass
match (x):
    case y: pass
match = 1; case = 2; type = 3; _ = 4
match[x] = 1; match(x); match.x; print(match, case)
type(x).y = 1
type(x)[y].z = 1, 2
type[x] = 1
type(x)
print >> f, x
print >> f.g()
print
exec('x')
global gx, gy
def f():
    global gx
    v = 1
    def g():
        nonlocal v
        yield
        yield v
        yield v, w
        x = yield from y
        x = yield
        x += yield v
        return (yield)
    return g
async def f(a):
    async with a as b, c: pass
    async for x in y: pass
    else: pass
    await x ** await y
    await a.b(c)[d]
    -await x
    return [await z async for z in a if await b]
@a
@b.c(d)
@e[f] or g
class A(B, *C, metaclass=D, **E):
    """A docstring,
    over lines."""
    x: int = 1
    @property
    def f(self): 'doc'
    async def g(self):
        r"""Raw \d."""
        return self
class A: pass
class A(): 'only a docstring'
@ x
async def f(): pass
def f():
    'not' 'one' f'docstring'
def f():
    ('doc')
    return 1
def f():
    b'no docstring'

# Layout.
if a: x = 1; y = 2
if a:
	x = 1
	if b:
		y = 2
if a:
        x = 1  # eight
x = (a +
b)
def f():
    x = [
1, 2,
    ]
  # a comment in the wrong column
    return (x.
y)
x = a \
    + b \
        - c
if a and \
   b:
    pass
x = {  # a comment
    'a': 1,

    # another

    'b': 2,
}
été = Ω = 名前 = 1
été.名前(Ω=été)
if x:
    pass
    # a last comment
# and one more
