import re


def probe_A(s: str) -> bool:
    return re.search("\\w", s, re.A) is not None


def probe_ASCII(s: str) -> bool:
    return re.search("\\w", s, re.ASCII) is not None


def probe_DOTALL(s: str) -> bool:
    return re.search("a.b", s, re.DOTALL) is not None


def probe_I(s: str) -> bool:
    return re.search("ab", s, re.I) is not None


def probe_IGNORECASE(s: str) -> bool:
    return re.search("ab", s, re.IGNORECASE) is not None


def probe_M(s: str) -> list[str]:
    return re.findall("^a", s, re.M)


def probe_MULTILINE(s: str) -> list[str]:
    return re.findall("^a", s, re.MULTILINE)


def probe_NOFLAG(s: str) -> bool:
    return re.search("ab", s, re.NOFLAG) is not None


def probe_S(s: str) -> bool:
    return re.search("a.b", s, re.S) is not None


def probe_U(s: str) -> bool:
    return re.search("\\w", s, re.U) is not None


def probe_UNICODE(s: str) -> bool:
    return re.search("\\w", s, re.UNICODE) is not None


def probe_VERBOSE(s: str) -> bool:
    return re.search("a b # c", s, re.VERBOSE) is not None


def probe_X(s: str) -> bool:
    return re.search("a b # c", s, re.X) is not None


def probe_L(b: bytes) -> bool:
    return re.search(b"a", b, re.L) is not None


def probe_LOCALE(b: bytes) -> bool:
    return re.search(b"a", b, re.LOCALE) is not None


def probe_Match(m: re.Match[str]) -> str:
    return m.group()


def probe_Pattern(p: re.Pattern[str], s: str) -> list[str]:
    return p.findall(s)


def probe_RegexFlag(s: str) -> bool:
    return re.search("a", s, re.RegexFlag.I) is not None


def probe_compile(s: str) -> list[str]:
    return re.compile(r"\d+").findall(s)


def probe_error(s: str) -> bool:
    try:
        return re.match(s, "a") is not None
    except re.error:
        return False


def probe_escape(s: str) -> str:
    return re.escape(s)


def probe_findall(s: str) -> list[str]:
    return re.findall(r"\w+", s)


def probe_finditer(s: str) -> list[int]:
    return [m.start() for m in re.finditer("a", s)]


def probe_fullmatch(s: str) -> bool:
    return re.fullmatch("a+", s) is not None


def probe_match(s: str) -> bool:
    return re.match("a+", s) is not None


def probe_purge() -> None:
    re.purge()


def probe_search(s: str) -> bool:
    return re.search("a+", s) is not None


def probe_split(s: str) -> list[str]:
    return re.split(",", s)


def probe_sub(s: str) -> str:
    return re.sub("a+", "b", s)


def probe_subn(s: str) -> tuple[str, int]:
    return re.subn("a+", "b", s)
