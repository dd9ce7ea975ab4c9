"""The product of two square matrices of floats."""


def make(n: int, seed: int) -> list[list[float]]:
    return [[(i * seed + j) % 17 / 4 for j in range(n)] for i in range(n)]


def dot(xs, ys):
    total = 0.0
    for x, y in zip(xs, ys):
        total += x * y
    return total


def multiply(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    columns = list(zip(*b))
    return [[dot(row, column) for column in columns] for row in a]


def trace_of_product(n: int) -> float:
    """The sum of the diagonal of the product of two matrices.

    >>> trace_of_product(5)
    83.625
    """
    product = multiply(make(n, 3), make(n, 5))
    return sum((product[i][i] for i in range(n)), 0.0)
