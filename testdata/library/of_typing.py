import collections
import typing
from typing import overload


def probe_AbstractSet(xs: typing.AbstractSet[int]) -> int:
    return len(xs)


def probe_Annotated(x: typing.Annotated[int, "metres"]) -> int:
    return x


def probe_Any(x: typing.Any) -> int:
    return 1


Texts = typing.TypeVar("Texts", str, bytes)


def probe_AnyStr(x: typing.AnyStr) -> typing.AnyStr:
    return x


def probe_ByteString(x: typing.ByteString) -> int:
    return len(x)


def applied(f: typing.Callable[[int], int], x: int) -> int:
    return f(x)


def probe_Callable(x: int) -> int:
    return applied(abs, x)


def probe_ClassVar(n: int) -> int:
    return Counted(n).n + Counted.made


class Counted:
    made: typing.ClassVar[int] = 1

    def __init__(self, n: int) -> None:
        self.n = n // 2


def probe_Collection(xs: typing.Collection[int]) -> int:
    return len(xs)


def probe_Container(xs: typing.Container[int]) -> bool:
    return 1 in xs


def probe_Counter(s: str) -> int:
    counts: typing.Counter[str] = collections.Counter(s)
    return counts["a"]


def probe_DefaultDict(d: typing.DefaultDict[str, int]) -> int:
    return d["a"]


def probe_Deque(d: typing.Deque[int]) -> int:
    return len(d)


def probe_Dict(d: typing.Dict[str, int]) -> int:
    return len(d)


def probe_Final(n: int) -> int:
    limit: typing.Final = 3
    return n // limit


def probe_FrozenSet(xs: typing.FrozenSet[int]) -> int:
    return len(xs)


def counting(n: int) -> typing.Generator[int, None, None]:
    for i in range(n):
        yield i


def probe_Generator(n: int) -> list[int]:
    return list(counting(n % 10))


Item = typing.TypeVar("Item")


class Holder(typing.Generic[Item]):
    def __init__(self, item: Item) -> None:
        self.item = item


def probe_Generic(n: int) -> int:
    return Holder(n).item


def probe_Hashable(x: typing.Hashable) -> int:
    return hash(x)


def probe_Iterable(xs: typing.Iterable[int]) -> int:
    return sum(1 for _ in xs)


def walking(xs: list[int]) -> typing.Iterator[int]:
    for x in xs:
        yield x


def probe_Iterator(xs: list[int]) -> int:
    return sum(1 for _ in walking(xs))


def probe_ItemsView(xs: typing.ItemsView[str, int]) -> int:
    return len(xs)


def probe_KeysView(xs: typing.KeysView[str]) -> int:
    return len(xs)


def probe_List(xs: typing.List[int]) -> int:
    return len(xs)


def probe_Literal(x: typing.Literal["a", "b"]) -> int:
    return len(x)


def probe_LiteralString(x: typing.LiteralString) -> int:
    return len(x)


def probe_Mapping(d: typing.Mapping[str, int]) -> int:
    return len(d)


def probe_Match(m: typing.Match[str]) -> str:
    return m.group()


def probe_MutableMapping(d: typing.MutableMapping[str, int]) -> int:
    d["a"] = 1
    return len(d)


def probe_MutableSequence(xs: typing.MutableSequence[int]) -> int:
    xs.append(1)
    return len(xs)


def probe_MutableSet(xs: typing.MutableSet[int]) -> int:
    xs.add(1)
    return len(xs)


class Place(typing.NamedTuple):
    x: int
    y: int


def probe_NamedTuple(x: int, y: int) -> int:
    return max(Place(x, y).x, y)


def probe_Never(n: int) -> int:
    if n == 4:
        failing()
    return n


def failing() -> typing.Never:
    raise ValueError("x")


UserId = typing.NewType("UserId", int)


def probe_NewType(n: int) -> int:
    return UserId(n)


def stopping() -> typing.NoReturn:
    raise ValueError("x")


def probe_NoReturn(n: int) -> int:
    if n == 4:
        stopping()
    return n


def probe_Optional(x: typing.Optional[int]) -> int:
    return 0 if x is None else x


def probe_OrderedDict(d: typing.OrderedDict[str, int]) -> int:
    return len(d)


def probe_Pattern(p: typing.Pattern[str], s: str) -> list[str]:
    return p.findall(s)


class Sized2(typing.Protocol):
    def size(self) -> int: ...


class Bag:
    def __init__(self, n: int) -> None:
        self.n = n

    def size(self) -> int:
        return self.n // 2


def measured(x: Sized2) -> int:
    return x.size()


def probe_Protocol(n: int) -> int:
    return measured(Bag(n))


def probe_Reversible(xs: typing.Reversible[int]) -> list[int]:
    return list(reversed(xs))


class Chain:
    def __init__(self) -> None:
        self.n = 0

    def up(self) -> typing.Self:
        self.n += 1
        return self


def probe_Self() -> int:
    c = Chain()
    c.up()
    return c.n


def probe_Sequence(xs: typing.Sequence[int]) -> int:
    return len(xs)


def probe_Set(xs: typing.Set[int]) -> int:
    return len(xs)


def probe_Sized(xs: typing.Sized) -> int:
    return len(xs)


def probe_SupportsInt(x: typing.SupportsInt) -> int:
    return int(x)


def probe_SupportsFloat(x: typing.SupportsFloat) -> float:
    return float(x)


def probe_SupportsIndex(x: typing.SupportsIndex) -> str:
    return hex(x)


def probe_SupportsAbs(x: typing.SupportsAbs[int]) -> int:
    return abs(x)


def probe_TYPE_CHECKING(n: int) -> int:
    if typing.TYPE_CHECKING:
        return 0
    return n


def probe_Text(s: typing.Text) -> int:
    return len(s)


def probe_Tuple(t: typing.Tuple[int, str]) -> int:
    return t[0]


def probe_Type(n: int) -> int:
    return made(int, n)


def made(kind: typing.Type[int], n: int) -> int:
    return kind(n)


Number: typing.TypeAlias = int


def probe_TypeAlias(n: Number) -> int:
    return n // 2


def same(x: Item) -> Item:
    return x


def probe_TypeVar(n: int) -> int:
    return same(n)


class Film(typing.TypedDict):
    title: str
    year: int


def probe_TypedDict(f: Film) -> int:
    return f["year"]


def probe_Union(x: typing.Union[int, str]) -> str:
    return str(x)


def probe_ValuesView(xs: typing.ValuesView[int]) -> int:
    return sum(1 for _ in xs)


def probe_cast(n: int) -> int:
    return typing.cast(int, n)


@typing.final
class Last:
    def __init__(self, n: int) -> None:
        self.n = n // 2


def probe_final(n: int) -> int:
    return Last(n).n


@overload
def either(x: int) -> int: ...
@overload
def either(x: str) -> str: ...
def either(x):
    return x


def probe_overload(n: int) -> int:
    return either(n)


def probe_assert_never(n: int) -> int:
    if n < 0:
        return 1
    elif n >= 0:
        return 2
    typing.assert_never(n)


def probe_assert_type(n: int) -> int:
    return typing.assert_type(n, int)


def probe_reveal_type(n: int) -> int:
    return typing.reveal_type(n)


@typing.runtime_checkable
class Named(typing.Protocol):
    name: str


def probe_runtime_checkable(n: int) -> bool:
    return isinstance(n, Named)
