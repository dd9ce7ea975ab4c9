//! Many small objects: points that move and bounce in a box.

use std::ops::Add;

#[derive(Clone, Copy)]
struct Vector {
    x: f64,
    y: f64,
}

impl Add for Vector {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            x: self.x + other.x,
            y: self.y + other.y,
        }
    }
}

impl Vector {
    fn scaled(self, factor: f64) -> Self {
        Self {
            x: self.x * factor,
            y: self.y * factor,
        }
    }

    fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }
}

struct Ball {
    position: Vector,
    velocity: Vector,
    bounces: i64,
}

impl Ball {
    fn step(&mut self, dt: f64) {
        self.position = self.position + self.velocity.scaled(dt);
        if !(0.0..=10.0).contains(&self.position.x) {
            self.velocity.x = -self.velocity.x;
            self.bounces += 1;
        }
        if !(0.0..=10.0).contains(&self.position.y) {
            self.velocity.y = -self.velocity.y;
            self.bounces += 1;
        }
    }
}

pub fn simulate(steps: i64) -> f64 {
    let mut balls: Vec<Ball> = (0..100)
        .map(|i| Ball {
            position: Vector {
                x: f64::from(i % 10) + 0.5,
                y: f64::from(i / 10) + 0.5,
            },
            velocity: Vector {
                x: f64::from(i % 7) - 3.0,
                y: f64::from(i % 5) - 2.0,
            },
            bounces: 0,
        })
        .collect();
    for _ in 0..steps {
        for ball in &mut balls {
            ball.step(0.01);
        }
    }
    let mut energy = 0.0;
    let mut bounces = 0;
    for ball in &balls {
        energy += ball.velocity.dot(ball.velocity) / 2.0;
        bounces += ball.bounces;
    }
    energy + bounces as f64
}
