//! The motion of the sun and four planets that attract each other.

use std::f64::consts::PI;

const SOLAR_MASS: f64 = 4.0 * PI * PI;
const YEAR: f64 = 365.24;

struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

impl Body {
    fn new(position: [f64; 3], velocity: [f64; 3], mass: f64) -> Self {
        Self {
            position,
            velocity: velocity.map(|v| v * YEAR),
            mass: mass * SOLAR_MASS,
        }
    }
}

fn sun_and_planets() -> Vec<Body> {
    vec![
        Body::new([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 1.0),
        Body::new(
            [4.8414, -1.1603, -0.1036],
            [0.0016601, 0.0076990, -0.0000690],
            0.00095479,
        ),
        Body::new(
            [8.3434, 4.1248, -0.4035],
            [-0.0027674, 0.0049985, 0.0000230],
            0.00028589,
        ),
        Body::new(
            [12.8944, -15.1112, -0.2233],
            [0.0029646, 0.0023785, -0.0000297],
            0.00004366,
        ),
        Body::new(
            [15.3797, -25.9193, 0.1793],
            [0.0026807, 0.0016282, -0.0000952],
            0.00005151,
        ),
    ]
}

fn hold_still(bodies: &mut [Body]) {
    let mut impulse = [0.0; 3];
    for body in bodies.iter() {
        for (sum, v) in impulse.iter_mut().zip(body.velocity) {
            *sum += v * body.mass;
        }
    }
    let sun = &mut bodies[0];
    sun.velocity = impulse.map(|p| -p / sun.mass);
}

fn advance(bodies: &mut [Body], dt: f64) {
    for i in 0..bodies.len() {
        let (before, after) = bodies.split_at_mut(i + 1);
        let a = &mut before[i];
        for b in after {
            let dx = a.position[0] - b.position[0];
            let dy = a.position[1] - b.position[1];
            let dz = a.position[2] - b.position[2];
            let squared = dx * dx + dy * dy + dz * dz;
            let force = dt / (squared * squared.sqrt());
            let from_b = b.mass * force;
            a.velocity[0] -= dx * from_b;
            a.velocity[1] -= dy * from_b;
            a.velocity[2] -= dz * from_b;
            let from_a = a.mass * force;
            b.velocity[0] += dx * from_a;
            b.velocity[1] += dy * from_a;
            b.velocity[2] += dz * from_a;
        }
    }
    for body in bodies {
        for (x, v) in body.position.iter_mut().zip(body.velocity) {
            *x += dt * v;
        }
    }
}

fn energy(bodies: &[Body]) -> f64 {
    let mut total = 0.0;
    for (i, a) in bodies.iter().enumerate() {
        let [vx, vy, vz] = a.velocity;
        total += 0.5 * a.mass * (vx * vx + vy * vy + vz * vz);
        for b in &bodies[i + 1..] {
            let dx = a.position[0] - b.position[0];
            let dy = a.position[1] - b.position[1];
            let dz = a.position[2] - b.position[2];
            total -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz).sqrt();
        }
    }
    total
}

pub fn energy_after(steps: i64) -> f64 {
    let mut bodies = sun_and_planets();
    hold_still(&mut bodies);
    for _ in 0..steps {
        advance(&mut bodies, 0.01);
    }
    energy(&bodies)
}
