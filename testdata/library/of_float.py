def probe_as_integer_ratio(x: float) -> tuple[int, int]:
    return x.as_integer_ratio()


def probe_conjugate(x: float) -> float:
    return x.conjugate()


def probe_fromhex(s: str) -> float:
    return float.fromhex(s)


def probe_hex(x: float) -> str:
    return x.hex()


def probe_imag(x: float) -> float:
    return x.imag


def probe_is_integer(x: float) -> bool:
    return x.is_integer()


def probe_real(x: float) -> float:
    return x.real
