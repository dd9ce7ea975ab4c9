"""Divisors and fractions."""


def gcd(a, b):
    """Greatest common divisor, by Euclid.

    >>> gcd(48, 18)
    6
    >>> gcd(-48, 18)
    6
    """
    while b:
        a, b = b, a % b
    return abs(a)


def lcm(a: int, b: int) -> int:
    """Least common multiple; 0 when either is 0.

    >>> lcm(4, 6)
    12
    >>> lcm(0, 5)
    0
    """
    if a == 0 or b == 0:
        return 0
    return abs(a // gcd(a, b) * b)


def extended_gcd(a, b):
    """Return (g, x, y) such that a*x + b*y == g.

    >>> extended_gcd(240, 46)
    (2, -9, 47)
    """
    if b == 0:
        return a, 1, 0
    g, x, y = extended_gcd(b, a % b)
    return g, y, x - (a // b) * y


def mod_inverse(a: int, m: int) -> int:
    """The inverse of a modulo m.

    >>> mod_inverse(3, 11)
    4
    >>> mod_inverse(2, 4)
    Traceback (most recent call last):
        ...
    ValueError: 2 has no inverse modulo 4
    """
    g, x, _ = extended_gcd(a % m, m)
    if g != 1:
        raise ValueError(f"{a} has no inverse modulo {m}")
    return x % m


def simplify(numerator, denominator):
    """A fraction in lowest terms, with a positive denominator.

    >>> simplify(6, -8)
    (-3, 4)
    """
    if denominator == 0:
        raise ZeroDivisionError("a fraction needs a denominator")
    divisor = gcd(numerator, denominator)
    if denominator < 0:
        divisor = -divisor
    return numerator // divisor, denominator // divisor
