"""Prime numbers."""
import math


def is_prime(n):
    """Trial division.

    >>> is_prime(97)
    True
    >>> [n for n in range(20) if is_prime(n)]
    [2, 3, 5, 7, 11, 13, 17, 19]
    """
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    for d in range(3, math.isqrt(n) + 1, 2):
        if n % d == 0:
            return False
    return True


def sieve(limit: int) -> list[int]:
    """The sieve of Eratosthenes, up to and including limit.

    >>> sieve(30)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    >>> sieve(1)
    []
    """
    if limit < 2:
        return []
    composite = [False] * (limit + 1)
    primes = []
    for n in range(2, limit + 1):
        if composite[n]:
            continue
        primes.append(n)
        for multiple in range(n * n, limit + 1, n):
            composite[multiple] = True
    return primes


def prime_factors(n):
    """The prime factors of n with their multiplicity, in ascending order.

    >>> prime_factors(360)
    [2, 2, 2, 3, 3, 5]
    >>> prime_factors(97)
    [97]
    """
    factors = []
    d = 2
    while d * d <= n:
        while n % d == 0:
            factors.append(d)
            n //= d
        d += 1
    if n > 1:
        factors.append(n)
    return factors


def factorization(n: int) -> dict[int, int]:
    """Each prime factor with its exponent.

    >>> factorization(360)
    {2: 3, 3: 2, 5: 1}
    """
    exponents: dict[int, int] = {}
    for p in prime_factors(n):
        exponents[p] = exponents.get(p, 0) + 1
    return exponents
