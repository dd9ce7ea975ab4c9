"""The Mandelbrot set, drawn with characters."""

LIMIT = 50


def escape(cr: float, ci: float) -> int:
    """After how many steps the orbit of 0 leaves the circle of radius 2."""
    zr = zi = 0.0
    for step in range(LIMIT):
        rr = zr * zr
        ii = zi * zi
        if rr + ii > 4.0:
            return step
        zi = 2.0 * zr * zi + ci
        zr = rr - ii + cr
    return LIMIT


def inside(size: int) -> int:
    """How many points of a grid of that size do not escape.

    >>> inside(20)
    157
    """
    count = 0
    for row in range(size):
        ci = 2.0 * row / size - 1.0
        for column in range(size):
            cr = 2.0 * column / size - 1.5
            if escape(cr, ci) == LIMIT:
                count += 1
    return count
