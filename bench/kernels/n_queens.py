"""In how many ways queens can stand on a board without attacking each other."""


def place(row, n, columns, rising, falling):
    if row == n:
        return 1
    ways = 0
    for column in range(n):
        if columns[column] or rising[row + column] or falling[row - column + n]:
            continue
        columns[column] = rising[row + column] = falling[row - column + n] = True
        ways += place(row + 1, n, columns, rising, falling)
        columns[column] = rising[row + column] = falling[row - column + n] = False
    return ways


def queens(n):
    """The number of solutions on a board of n by n.

    >>> queens(6)
    4
    """
    return place(0, n, [False] * n, [False] * (2 * n), [False] * (2 * n))
