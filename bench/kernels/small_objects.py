"""Many small objects: points that move and bounce in a box."""


class Vector:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, factor: float) -> "Vector":
        return Vector(self.x * factor, self.y * factor)

    def dot(self, other: "Vector") -> float:
        return self.x * other.x + self.y * other.y


class Ball:
    def __init__(self, position: Vector, velocity: Vector) -> None:
        self.position = position
        self.velocity = velocity
        self.bounces = 0

    def move(self, dt: float) -> None:
        self.position = self.position + self.velocity.scaled(dt)
        if not 0.0 <= self.position.x <= 10.0:
            self.velocity = Vector(-self.velocity.x, self.velocity.y)
            self.bounces += 1
        if not 0.0 <= self.position.y <= 10.0:
            self.velocity = Vector(self.velocity.x, -self.velocity.y)
            self.bounces += 1


def simulate(steps: int) -> float:
    """The energy and the bounces of a hundred balls after that many steps.

    >>> simulate(10)
    302.5
    """
    balls = []
    for i in range(100):
        position = Vector(i % 10 + 0.5, i // 10 + 0.5)
        balls.append(Ball(position, Vector(i % 7 - 3.0, i % 5 - 2.0)))
    for _ in range(steps):
        for ball in balls:
            ball.move(0.01)
    energy = 0.0
    bounces = 0
    for ball in balls:
        energy += ball.velocity.dot(ball.velocity) / 2
        bounces += ball.bounces
    return energy + bounces
