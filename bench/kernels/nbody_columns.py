"""The motion of the sun and four planets that attract each other."""

from math import pi, sqrt

SOLAR_MASS = 4 * pi * pi
YEAR = 365.24


class System:
    """Positions, velocities and masses of bodies."""

    def __init__(self) -> None:
        self.x: list[float] = []
        self.y: list[float] = []
        self.z: list[float] = []
        self.vx: list[float] = []
        self.vy: list[float] = []
        self.vz: list[float] = []
        self.mass: list[float] = []

    def add(self, x: float, y: float, z: float, vx: float, vy: float, vz: float, mass: float) -> None:
        self.x.append(x)
        self.y.append(y)
        self.z.append(z)
        self.vx.append(vx * YEAR)
        self.vy.append(vy * YEAR)
        self.vz.append(vz * YEAR)
        self.mass.append(mass * SOLAR_MASS)

    def hold_still(self) -> None:
        """Give the first body the impulse that balances that of the others."""
        px = py = pz = 0.0
        for i, mass in enumerate(self.mass):
            px += self.vx[i] * mass
            py += self.vy[i] * mass
            pz += self.vz[i] * mass
        self.vx[0] = -px / self.mass[0]
        self.vy[0] = -py / self.mass[0]
        self.vz[0] = -pz / self.mass[0]

    def advance(self, dt: float) -> None:
        count = len(self.mass)
        for i in range(count):
            for j in range(i + 1, count):
                dx = self.x[i] - self.x[j]
                dy = self.y[i] - self.y[j]
                dz = self.z[i] - self.z[j]
                squared = dx * dx + dy * dy + dz * dz
                force = dt / (squared * sqrt(squared))
                from_j = self.mass[j] * force
                self.vx[i] -= dx * from_j
                self.vy[i] -= dy * from_j
                self.vz[i] -= dz * from_j
                from_i = self.mass[i] * force
                self.vx[j] += dx * from_i
                self.vy[j] += dy * from_i
                self.vz[j] += dz * from_i
        for i in range(count):
            self.x[i] += dt * self.vx[i]
            self.y[i] += dt * self.vy[i]
            self.z[i] += dt * self.vz[i]

    def energy(self) -> float:
        total = 0.0
        count = len(self.mass)
        for i in range(count):
            squared = self.vx[i] ** 2 + self.vy[i] ** 2 + self.vz[i] ** 2
            total += 0.5 * self.mass[i] * squared
            for j in range(i + 1, count):
                dx = self.x[i] - self.x[j]
                dy = self.y[i] - self.y[j]
                dz = self.z[i] - self.z[j]
                total -= self.mass[i] * self.mass[j] / sqrt(dx * dx + dy * dy + dz * dz)
        return total


def sun_and_planets() -> System:
    system = System()
    system.add(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    system.add(4.8414, -1.1603, -0.1036, 0.0016601, 0.0076990, -0.0000690, 0.00095479)
    system.add(8.3434, 4.1248, -0.4035, -0.0027674, 0.0049985, 0.0000230, 0.00028589)
    system.add(12.8944, -15.1112, -0.2233, 0.0029646, 0.0023785, -0.0000297, 0.00004366)
    system.add(15.3797, -25.9193, 0.1793, 0.0026807, 0.0016282, -0.0000952, 0.00005151)
    return system


def energy_after(steps: int) -> float:
    """The energy of the sun and the planets after that many steps.

    >>> energy_after(0)
    -0.16907754273963244
    """
    system = sun_and_planets()
    system.hold_still()
    for _ in range(steps):
        system.advance(0.01)
    return system.energy()
