"""Conway's Game of Life, and paths through grids."""


def neighbours(grid, row, col):
    """The number of live cells around one cell.

    >>> neighbours([[1, 1, 0], [0, 1, 0], [0, 0, 0]], 0, 0)
    2
    """
    count = 0
    for r in range(max(0, row - 1), min(len(grid), row + 2)):
        for c in range(max(0, col - 1), min(len(grid[r]), col + 2)):
            if (r, c) != (row, col):
                count += grid[r][c]
    return count


def step(grid: list[list[int]]) -> list[list[int]]:
    """One generation.

    >>> step([[0, 1, 0], [0, 1, 0], [0, 1, 0]])
    [[0, 0, 0], [1, 1, 1], [0, 0, 0]]
    """
    result = []
    for r, line in enumerate(grid):
        new_line = []
        for c, cell in enumerate(line):
            n = neighbours(grid, r, c)
            new_line.append(1 if n == 3 or (cell == 1 and n == 2) else 0)
        result.append(new_line)
    return result


def show(grid):
    """
    >>> show([[1, 0], [0, 1]])
    '#.\\n.#'
    """
    return "\n".join("".join("#" if cell else "." for cell in line) for line in grid)


def count_paths(rows: int, cols: int) -> int:
    """Ways from one corner of a grid to the other, going right or down.

    >>> count_paths(3, 7)
    28
    """
    table = [[1] * cols for _ in range(rows)]
    for r in range(1, rows):
        for c in range(1, cols):
            table[r][c] = table[r - 1][c] + table[r][c - 1]
    return table[-1][-1]


def flood_fill(grid, row, col, colour):
    """Paint the area of one colour around a cell, in place; return its size.

    >>> flood_fill([[1, 1, 2], [1, 2, 2]], 0, 0, 5)
    3
    """
    old = grid[row][col]
    if old == colour:
        return 0
    stack = [(row, col)]
    painted = 0
    while stack:
        r, c = stack.pop()
        if not (0 <= r < len(grid) and 0 <= c < len(grid[0])):
            continue
        if grid[r][c] != old:
            continue
        grid[r][c] = colour
        painted += 1
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            stack.append((r + dr, c + dc))
    return painted
