import dataclasses


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0
    tags: list[str] = dataclasses.field(default_factory=list)


def probe_dataclass(x: int) -> int:
    return max(Point(x).x, 1)


def probe_field(x: int) -> int:
    return len(Point(x).tags)


def probe_asdict(x: int) -> int:
    return len(dataclasses.asdict(Point(x)))


def probe_astuple(x: int) -> int:
    return len(dataclasses.astuple(Point(x)))


def probe_replace(x: int) -> int:
    return dataclasses.replace(Point(x), y=2).y


def probe_fields(x: int) -> int:
    return len(dataclasses.fields(Point))


def probe_is_dataclass(x: int) -> bool:
    return dataclasses.is_dataclass(Point)


@dataclasses.dataclass
class Scaled:
    factor: dataclasses.InitVar[int]
    n: int = 0

    def __post_init__(self, factor: int) -> None:
        self.n = factor // 2


def probe_InitVar(x: int) -> int:
    return Scaled(x).n


@dataclasses.dataclass
class Keyed:
    x: int
    _: dataclasses.KW_ONLY
    y: int = 1


def probe_KW_ONLY(x: int) -> int:
    return max(Keyed(x, y=2).x, 0)
