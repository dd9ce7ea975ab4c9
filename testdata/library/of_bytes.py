def probe_capitalize(b: bytes) -> bytes:
    return b.capitalize()


def probe_center(b: bytes) -> bytes:
    return b.center(5)


def probe_count(b: bytes) -> int:
    return b.count(b"a")


def probe_decode(b: bytes) -> str:
    return b.decode()


def probe_endswith(b: bytes) -> bool:
    return b.endswith(b"a")


def probe_expandtabs(b: bytes) -> bytes:
    return b.expandtabs()


def probe_find(b: bytes) -> int:
    return b.find(b"a")


def probe_fromhex(s: str) -> bytes:
    return bytes.fromhex(s)


def probe_hex(b: bytes) -> str:
    return b.hex()


def probe_index(b: bytes) -> int:
    return b.index(b"a")


def probe_isalnum(b: bytes) -> bool:
    return b.isalnum()


def probe_isalpha(b: bytes) -> bool:
    return b.isalpha()


def probe_isascii(b: bytes) -> bool:
    return b.isascii()


def probe_isdigit(b: bytes) -> bool:
    return b.isdigit()


def probe_islower(b: bytes) -> bool:
    return b.islower()


def probe_isspace(b: bytes) -> bool:
    return b.isspace()


def probe_istitle(b: bytes) -> bool:
    return b.istitle()


def probe_isupper(b: bytes) -> bool:
    return b.isupper()


def probe_join(xs: list[bytes]) -> bytes:
    return b",".join(xs)


def probe_ljust(b: bytes) -> bytes:
    return b.ljust(5)


def probe_lower(b: bytes) -> bytes:
    return b.lower()


def probe_lstrip(b: bytes) -> bytes:
    return b.lstrip()


def probe_maketrans(b: bytes) -> bytes:
    return b.translate(bytes.maketrans(b"ab", b"cd"))


def probe_partition(b: bytes) -> tuple[bytes, bytes, bytes]:
    return b.partition(b"a")


def probe_removeprefix(b: bytes) -> bytes:
    return b.removeprefix(b"a")


def probe_removesuffix(b: bytes) -> bytes:
    return b.removesuffix(b"a")


def probe_replace(b: bytes) -> bytes:
    return b.replace(b"a", b"b")


def probe_rfind(b: bytes) -> int:
    return b.rfind(b"a")


def probe_rindex(b: bytes) -> int:
    return b.rindex(b"a")


def probe_rjust(b: bytes) -> bytes:
    return b.rjust(5)


def probe_rpartition(b: bytes) -> tuple[bytes, bytes, bytes]:
    return b.rpartition(b"a")


def probe_rsplit(b: bytes) -> list[bytes]:
    return b.rsplit(b",", 1)


def probe_rstrip(b: bytes) -> bytes:
    return b.rstrip()


def probe_split(b: bytes) -> list[bytes]:
    return b.split()


def probe_splitlines(b: bytes) -> list[bytes]:
    return b.splitlines()


def probe_startswith(b: bytes) -> bool:
    return b.startswith(b"a")


def probe_strip(b: bytes) -> bytes:
    return b.strip()


def probe_swapcase(b: bytes) -> bytes:
    return b.swapcase()


def probe_title(b: bytes) -> bytes:
    return b.title()


def probe_translate(b: bytes) -> bytes:
    return b.translate(None, b"a")


def probe_upper(b: bytes) -> bytes:
    return b.upper()


def probe_zfill(b: bytes) -> bytes:
    return b.zfill(5)
