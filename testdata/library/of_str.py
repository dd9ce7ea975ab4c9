def probe_capitalize(s: str) -> str:
    return s.capitalize()


def probe_casefold(s: str) -> str:
    return s.casefold()


def probe_center(s: str) -> str:
    return s.center(9, "*")


def probe_count(s: str) -> int:
    return s.count("a")


def probe_encode(s: str) -> bytes:
    return s.encode()


def probe_endswith(s: str) -> bool:
    return s.endswith("a")


def probe_expandtabs(s: str) -> str:
    return s.expandtabs(4)


def probe_find(s: str) -> int:
    return s.find("a")


def probe_format(n: int) -> str:
    return "{:>5}".format(n)


def probe_format_map(n: int) -> str:
    return "{a}".format_map({"a": n})


def probe_index(s: str) -> int:
    return s.index("a")


def probe_isalnum(s: str) -> bool:
    return s.isalnum()


def probe_isalpha(s: str) -> bool:
    return s.isalpha()


def probe_isascii(s: str) -> bool:
    return s.isascii()


def probe_isdecimal(s: str) -> bool:
    return s.isdecimal()


def probe_isdigit(s: str) -> bool:
    return s.isdigit()


def probe_isidentifier(s: str) -> bool:
    return s.isidentifier()


def probe_islower(s: str) -> bool:
    return s.islower()


def probe_isnumeric(s: str) -> bool:
    return s.isnumeric()


def probe_isprintable(s: str) -> bool:
    return s.isprintable()


def probe_isspace(s: str) -> bool:
    return s.isspace()


def probe_istitle(s: str) -> bool:
    return s.istitle()


def probe_isupper(s: str) -> bool:
    return s.isupper()


def probe_join(xs: list[str]) -> str:
    return ",".join(xs)


def probe_ljust(s: str) -> str:
    return s.ljust(5)


def probe_lower(s: str) -> str:
    return s.lower()


def probe_lstrip(s: str) -> str:
    return s.lstrip()


def probe_maketrans(s: str) -> str:
    return s.translate(str.maketrans("ab", "cd"))


def probe_partition(s: str) -> tuple[str, str, str]:
    return s.partition("a")


def probe_removeprefix(s: str) -> str:
    return s.removeprefix("a")


def probe_removesuffix(s: str) -> str:
    return s.removesuffix("a")


def probe_replace(s: str) -> str:
    return s.replace("a", "b")


def probe_rfind(s: str) -> int:
    return s.rfind("a")


def probe_rindex(s: str) -> int:
    return s.rindex("a")


def probe_rjust(s: str) -> str:
    return s.rjust(5)


def probe_rpartition(s: str) -> tuple[str, str, str]:
    return s.rpartition("a")


def probe_rsplit(s: str) -> list[str]:
    return s.rsplit(",", 1)


def probe_rstrip(s: str) -> str:
    return s.rstrip()


def probe_split(s: str) -> list[str]:
    return s.split()


def probe_splitlines(s: str) -> list[str]:
    return s.splitlines()


def probe_startswith(s: str) -> bool:
    return s.startswith("a")


def probe_strip(s: str) -> str:
    return s.strip()


def probe_swapcase(s: str) -> str:
    return s.swapcase()


def probe_title(s: str) -> str:
    return s.title()


def probe_translate(s: str) -> str:
    return s.translate(str.maketrans({"a": "b"}))


def probe_upper(s: str) -> str:
    return s.upper()


def probe_zfill(s: str) -> str:
    return s.zfill(5)
