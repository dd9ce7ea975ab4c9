def probe_Ellipsis() -> bool:
    return Ellipsis is None


def probe_False() -> bool:
    return False


def probe_None() -> None:
    return None


def probe_NotImplemented() -> bool:
    return NotImplemented is None


def probe_True() -> bool:
    return True


def probe_abs(x: int) -> int:
    return abs(x)


def probe_all(xs: list[int]) -> bool:
    return all(xs)


def probe_any(xs: list[int]) -> bool:
    return any(xs)


def probe_ascii(s: str) -> str:
    return ascii(s)


def probe_bin(n: int) -> str:
    return bin(n)


def probe_bool(n: int) -> bool:
    return bool(n)


def probe_bytearray(b: bytes) -> bytes:
    a = bytearray(b)
    a.append(1)
    return bytes(a)


def probe_bytes(n: int) -> bytes:
    return bytes(n % 10)


def probe_callable(n: int) -> bool:
    return callable(n)


def probe_chr(n: int) -> str:
    return chr(n)


class Made:
    def __init__(self, n: int) -> None:
        self.n = n // 2

    @classmethod
    def of(cls, n: int) -> "Made":
        return cls(n)

    @staticmethod
    def one() -> int:
        return 1

    @property
    def half(self) -> int:
        return self.n


def probe_classmethod(n: int) -> int:
    return Made.of(n).n


def probe_complex(x: float) -> float:
    return complex(x, 1.0).imag


class Loose:
    def __init__(self, n: int) -> None:
        self.n = n // 2


def probe_delattr(n: int) -> int:
    m = Loose(n)
    delattr(m, "n")
    return n


def probe_dict(n: int) -> dict[str, int]:
    return dict(a=n)


def probe_dir(n: int) -> int:
    return len(dir(n))


def probe_divmod(a: int, b: int) -> tuple[int, int]:
    return divmod(a, b)


def probe_enumerate(xs: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(xs))


def probe_eval(s: str) -> int:
    return eval(s)


def probe_exec(s: str) -> None:
    exec(s)


def probe_filter(xs: list[int]) -> list[int]:
    return list(filter(lambda x: x > 0, xs))


def probe_float(s: str) -> float:
    return float(s)


def probe_format(n: int) -> str:
    return format(n, "08b")


def probe_frozenset(xs: list[int]) -> int:
    return len(frozenset(xs))


def probe_getattr(n: int) -> int:
    return getattr(Loose(n), "n")


def probe_globals() -> int:
    return len(globals())


def probe_hasattr(n: int) -> bool:
    return hasattr(Loose(n), "n")


def probe_hash(n: int) -> int:
    return hash(n)


def probe_hex(n: int) -> str:
    return hex(n)


def probe_id(n: int) -> int:
    return id(n)


def probe_input() -> str:
    return input()


def probe_int(s: str) -> int:
    return int(s)


def probe_isinstance(x: int) -> bool:
    return isinstance(x, int)


def probe_issubclass() -> bool:
    return issubclass(bool, int)


def probe_iter(xs: list[int]) -> list[int]:
    it = iter(xs)
    return list(it)


def probe_len(xs: list[int]) -> int:
    return len(xs)


def probe_list(s: str) -> list[str]:
    return list(s)


def probe_locals() -> int:
    return len(locals())


def probe_map(xs: list[int]) -> list[str]:
    return list(map(str, xs))


def probe_max(xs: list[int]) -> int:
    return max(xs)


def probe_memoryview(b: bytes) -> int:
    return len(memoryview(b))


def probe_min(xs: list[int]) -> int:
    return min(xs)


def probe_next(xs: list[int]) -> int:
    return next(iter(xs), 0)


def probe_object(n: int) -> bool:
    return object() is None


def probe_oct(n: int) -> str:
    return oct(n)


def probe_open(s: str) -> str:
    return open(s).read()


def probe_ord(s: str) -> int:
    return ord(s)


def probe_pow(a: int, b: int) -> int:
    return pow(a, b, 97)


def probe_print(n: int) -> None:
    print(n)


def probe_property(n: int) -> int:
    return Made(n).half


def probe_range(n: int) -> list[int]:
    return list(range(n % 10))


def probe_repr(s: str) -> str:
    return repr(s)


def probe_reversed(xs: list[int]) -> list[int]:
    return list(reversed(xs))


def probe_round(x: float) -> int:
    return round(x)


def probe_set(xs: list[int]) -> int:
    return len(set(xs))


def probe_setattr(n: int) -> int:
    m = Loose(n)
    setattr(m, "n", 1)
    return m.n


def probe_slice(xs: list[int]) -> list[int]:
    return xs[slice(1, 3)]


def probe_sorted(xs: list[int]) -> list[int]:
    return sorted(xs)


def probe_staticmethod() -> int:
    return Made.one()


def probe_str(x: float) -> str:
    return str(x)


def probe_sum(xs: list[int]) -> int:
    return sum(xs)


def probe_super(n: int) -> int:
    return Child(n).n


class Base:
    def __init__(self, n: int) -> None:
        self.n = n // 2


class Child(Base):
    def __init__(self, n: int) -> None:
        super().__init__(n)


def probe_tuple(xs: list[int]) -> tuple[int, ...]:
    return tuple(xs)


def probe_type(n: int) -> bool:
    return type(n) == int


def probe_vars(n: int) -> int:
    return len(vars(Loose(n)))


def probe_zip(xs: list[int], s: str) -> list[tuple[int, str]]:
    return list(zip(xs, s))


def probe_compile(s: str) -> bool:
    return compile(s, "", "eval") is None


def probe_help() -> None:
    help()


def probe_exit(n: int) -> int:
    if n > 5:
        exit(1)
    return n


def probe_quit(n: int) -> int:
    if n > 5:
        quit(1)
    return n
