import operator


def probe_abs(x: int) -> int:
    return operator.abs(x)


def probe_add(a: int, b: int) -> int:
    return operator.add(a, b)


def probe_and_(a: int, b: int) -> int:
    return operator.and_(a, b)


class Named:
    def __init__(self, name: str) -> None:
        self.name = name

    def upper(self) -> str:
        return self.name.upper()


def probe_attrgetter(xs: list[str]) -> list[str]:
    named = [Named(x) for x in xs]
    return list(map(operator.attrgetter("name"), named))


def probe_call(n: int) -> int:
    return operator.call(abs, n)


def probe_concat(a: str, b: str) -> str:
    return operator.concat(a, b)


def probe_contains(a: str, b: str) -> bool:
    return operator.contains(a, b)


def probe_countOf(xs: list[int], x: int) -> int:
    return operator.countOf(xs, x)


def probe_delitem(xs: list[int]) -> list[int]:
    operator.delitem(xs, 0)
    return xs


def probe_eq(a: int, b: int) -> bool:
    return operator.eq(a, b)


def probe_floordiv(a: int, b: int) -> int:
    return operator.floordiv(a, b)


def probe_ge(a: int, b: int) -> bool:
    return operator.ge(a, b)


def probe_getitem(xs: list[int], i: int) -> int:
    return operator.getitem(xs, i)


def probe_gt(a: int, b: int) -> bool:
    return operator.gt(a, b)


def probe_iadd(a: int, b: int) -> int:
    return operator.iadd(a, b)


def probe_iand(a: int, b: int) -> int:
    return operator.iand(a, b)


def probe_iconcat(a: str, b: str) -> str:
    return operator.iconcat(a, b)


def probe_ifloordiv(a: int, b: int) -> int:
    return operator.ifloordiv(a, b)


def probe_ilshift(a: int) -> int:
    return operator.ilshift(a, 1)


def probe_imod(a: int, b: int) -> int:
    return operator.imod(a, b)


def probe_imul(a: int, b: int) -> int:
    return operator.imul(a, b)


def probe_index(a: int) -> int:
    return operator.index(a)


def probe_indexOf(xs: list[int], x: int) -> int:
    return operator.indexOf(xs, x)


def probe_inv(a: int) -> int:
    return operator.inv(a)


def probe_invert(a: int) -> int:
    return operator.invert(a)


def probe_ior(a: int, b: int) -> int:
    return operator.ior(a, b)


def probe_ipow(a: int) -> int:
    return operator.ipow(a, 2)


def probe_irshift(a: int) -> int:
    return operator.irshift(a, 1)


def probe_is_(a: bool) -> bool:
    return operator.is_(a, None)


def probe_is_not(a: bool) -> bool:
    return operator.is_not(a, None)


def probe_isub(a: int, b: int) -> int:
    return operator.isub(a, b)


def probe_itemgetter(xs: list[tuple[str, int]]) -> list[int]:
    return list(map(operator.itemgetter(1), xs))


def probe_itruediv(a: int, b: int) -> float:
    return operator.itruediv(a, b)


def probe_ixor(a: int, b: int) -> int:
    return operator.ixor(a, b)


def probe_le(a: int, b: int) -> bool:
    return operator.le(a, b)


def probe_length_hint(xs: list[int]) -> int:
    return operator.length_hint(xs)


def probe_lshift(a: int) -> int:
    return operator.lshift(a, 1)


def probe_lt(a: int, b: int) -> bool:
    return operator.lt(a, b)


def probe_methodcaller(xs: list[str]) -> list[str]:
    return list(map(operator.methodcaller("upper"), xs))


def probe_mod(a: int, b: int) -> int:
    return operator.mod(a, b)


def probe_mul(a: int, b: int) -> int:
    return operator.mul(a, b)


def probe_ne(a: int, b: int) -> bool:
    return operator.ne(a, b)


def probe_neg(a: int) -> int:
    return operator.neg(a)


def probe_not_(a: bool) -> bool:
    return operator.not_(a)


def probe_or_(a: int, b: int) -> int:
    return operator.or_(a, b)


def probe_pos(a: int) -> int:
    return operator.pos(a)


def probe_pow(a: int) -> int:
    return operator.pow(a, 2)


def probe_rshift(a: int) -> int:
    return operator.rshift(a, 1)


def probe_setitem(xs: list[int], x: int) -> list[int]:
    operator.setitem(xs, 0, x)
    return xs


def probe_sub(a: int, b: int) -> int:
    return operator.sub(a, b)


def probe_truediv(a: int, b: int) -> float:
    return operator.truediv(a, b)


def probe_truth(a: int) -> bool:
    return operator.truth(a)


def probe_xor(a: int, b: int) -> int:
    return operator.xor(a, b)
