import enum


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


def probe_Enum(n: int) -> str:
    return Colour(n).name


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


def probe_IntEnum(n: int) -> bool:
    return Level(n) > Level.LOW


class Word(enum.StrEnum):
    YES = "yes"
    NO = "no"


def probe_StrEnum(s: str) -> str:
    return Word(s).upper()


class Perm(enum.Flag):
    R = 1
    W = 2


def probe_Flag(b: bool) -> bool:
    p = Perm.R | Perm.W if b else Perm.R
    return Perm.W in p


class Bits(enum.IntFlag):
    R = 1
    W = 2


def probe_IntFlag(b: bool) -> int:
    return int(Bits.R | Bits.W)


class Auto(enum.Enum):
    A = enum.auto()
    B = enum.auto()


def probe_auto(n: int) -> str:
    return Auto(n).name


@enum.unique
class Unique(enum.Enum):
    A = 1
    B = 2


def probe_unique(n: int) -> str:
    return Unique(n).name
