"""The motion of the sun and four planets that attract each other."""

from dataclasses import dataclass
from math import pi, sqrt

SOLAR_MASS = 4 * pi * pi
YEAR = 365.24


@dataclass
class Body:
    """A point with a mass."""

    x: float
    y: float
    z: float
    vx: float
    vy: float
    vz: float
    mass: float


def make(x: float, y: float, z: float, vx: float, vy: float, vz: float, mass: float) -> Body:
    """A body with its speed by the year and its mass in those of the sun."""
    return Body(x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, mass * SOLAR_MASS)


def sun_and_planets() -> list[Body]:
    return [
        make(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        make(4.8414, -1.1603, -0.1036, 0.0016601, 0.0076990, -0.0000690, 0.00095479),
        make(8.3434, 4.1248, -0.4035, -0.0027674, 0.0049985, 0.0000230, 0.00028589),
        make(12.8944, -15.1112, -0.2233, 0.0029646, 0.0023785, -0.0000297, 0.00004366),
        make(15.3797, -25.9193, 0.1793, 0.0026807, 0.0016282, -0.0000952, 0.00005151),
    ]


def hold_still(bodies: list[Body]) -> None:
    """Give the first body the impulse that balances that of the others."""
    px = py = pz = 0.0
    for body in bodies:
        px += body.vx * body.mass
        py += body.vy * body.mass
        pz += body.vz * body.mass
    sun = bodies[0]
    sun.vx = -px / sun.mass
    sun.vy = -py / sun.mass
    sun.vz = -pz / sun.mass


def advance(bodies: list[Body], dt: float) -> None:
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            squared = dx * dx + dy * dy + dz * dz
            force = dt / (squared * sqrt(squared))
            from_b = b.mass * force
            a.vx -= dx * from_b
            a.vy -= dy * from_b
            a.vz -= dz * from_b
            from_a = a.mass * force
            b.vx += dx * from_a
            b.vy += dy * from_a
            b.vz += dz * from_a
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


def energy(bodies: list[Body]) -> float:
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx**2 + a.vy**2 + a.vz**2)
        for b in bodies[i + 1 :]:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            total -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    return total


def energy_after(steps: int) -> float:
    """The energy of the sun and the planets after that many steps.

    >>> energy_after(0)
    -0.16907754273963244
    """
    bodies = sun_and_planets()
    hold_still(bodies)
    for _ in range(steps):
        advance(bodies, 0.01)
    return energy(bodies)
