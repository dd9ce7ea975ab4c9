def probe_as_integer_ratio(n: int) -> tuple[int, int]:
    return n.as_integer_ratio()


def probe_bit_count(n: int) -> int:
    return n.bit_count()


def probe_bit_length(n: int) -> int:
    return n.bit_length()


def probe_conjugate(n: int) -> int:
    return n.conjugate()


def probe_denominator(n: int) -> int:
    return n.denominator


def probe_from_bytes(b: bytes) -> int:
    return int.from_bytes(b[:7], "big")


def probe_imag(n: int) -> int:
    return n.imag


def probe_numerator(n: int) -> int:
    return n.numerator


def probe_real(n: int) -> int:
    return n.real


def probe_to_bytes(n: int) -> bytes:
    return n.to_bytes(8, "big", signed=True)
