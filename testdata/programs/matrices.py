"""Small matrices as lists of rows."""


def identity(n: int) -> list[list[int]]:
    """
    >>> identity(2)
    [[1, 0], [0, 1]]
    """
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]


def transpose(matrix):
    """
    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    if not matrix:
        return []
    return [[row[i] for row in matrix] for i in range(len(matrix[0]))]


def multiply(a, b):
    """The matrix product.

    >>> multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    [[19, 22], [43, 50]]
    >>> multiply([[1, 2]], [[3, 4]])
    Traceback (most recent call last):
        ...
    ValueError: cannot multiply 1x2 by 1x2
    """
    rows, inner, cols = len(a), len(b), len(b[0])
    if len(a[0]) != inner:
        raise ValueError(f"cannot multiply {rows}x{len(a[0])} by {inner}x{cols}")
    result = [[0] * cols for _ in range(rows)]
    for i in range(rows):
        for j in range(cols):
            total = 0
            for k in range(inner):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def power(matrix: list[list[int]], exponent: int) -> list[list[int]]:
    """Exponentiation by squaring.

    >>> power([[1, 1], [1, 0]], 10)
    [[89, 55], [55, 34]]
    """
    result = identity(len(matrix))
    base = matrix
    while exponent > 0:
        if exponent % 2 == 1:
            result = multiply(result, base)
        base = multiply(base, base)
        exponent //= 2
    return result


def determinant(m):
    """By expansion along the first row.

    >>> determinant([[2, 0, 1], [1, 3, 2], [1, 1, 1]])
    0
    >>> determinant([[4, 3], [6, 3]])
    -6
    """
    if len(m) == 1:
        return m[0][0]
    total = 0
    for col in range(len(m)):
        minor = [row[:col] + row[col + 1:] for row in m[1:]]
        total += (-1) ** col * m[0][col] * determinant(minor)
    return total


def rotate_in_place(grid):
    """Rotate a square grid a quarter turn clockwise.

    >>> rotate_in_place([[1, 2], [3, 4]])
    """
    n = len(grid)
    for i in range(n):
        for j in range(i + 1, n):
            grid[i][j], grid[j][i] = grid[j][i], grid[i][j]
    for row in grid:
        row.reverse()
