"""The spectral norm of an infinite matrix, by the power method."""

from math import sqrt


def element(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v: list[float]) -> list[float]:
    """The matrix times v."""
    return [sum((element(i, j) * x for j, x in enumerate(v)), 0.0) for i in range(len(v))]


def transposed_times(v: list[float]) -> list[float]:
    """The transposed matrix times v."""
    return [sum((element(j, i) * x for j, x in enumerate(v)), 0.0) for i in range(len(v))]


def spectral_norm(n: int) -> float:
    """The norm of the first n rows and columns.

    >>> round(spectral_norm(100), 9)
    1.274219991
    """
    u = [1.0] * n
    v = u
    for _ in range(10):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    uv = sum((a * b for a, b in zip(u, v)), 0.0)
    vv = sum((b * b for b in v), 0.0)
    return sqrt(uv / vv)
