import string


def probe_Formatter(s: str) -> str:
    return string.Formatter().format("{}", s)


def probe_Template(s: str) -> str:
    return string.Template("$a b").substitute(a=s)


def probe_ascii_letters() -> str:
    return string.ascii_letters


def probe_ascii_lowercase() -> str:
    return string.ascii_lowercase


def probe_ascii_uppercase() -> str:
    return string.ascii_uppercase


def probe_capwords(s: str) -> str:
    return string.capwords(s)


def probe_digits() -> str:
    return string.digits


def probe_hexdigits() -> str:
    return string.hexdigits


def probe_octdigits() -> str:
    return string.octdigits


def probe_printable() -> str:
    return string.printable


def probe_punctuation() -> str:
    return string.punctuation


def probe_whitespace() -> str:
    return string.whitespace
