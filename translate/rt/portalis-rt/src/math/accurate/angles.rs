//! Trigonometric functions.
//!
//! Sine and cosine are polynomials after reduction to an eighth of a circle. The inverse
//! functions take the C library's result and mend it by one step of Newton's
//! method with them.

use super::double::Double;

/// A quarter of a circle in parts of 33 bits, so that multiples of parts are exact.
const QUARTER: [f64; 4] = [
    1.5707963267341256,
    6.077100506303966e-11,
    2.0222662487111665e-21,
    8.4784276603689e-32,
];

/// Beyond so many quarters of a circle their multiples are not exact any more.
const MOST_QUARTERS: f64 = 1_048_576.0;

/// Sine and cosine.
struct Angle {
    sin: Double,
    cos: Double,
}

impl Angle {
    /// None where x is too large to be reduced.
    fn of(x: f64) -> Option<Self> {
        let quarters = (x * std::f64::consts::FRAC_2_PI).round_ties_even();
        if quarters.is_nan() || quarters.abs() > MOST_QUARTERS {
            return None;
        }
        let mut rest = Double::new(x, 0.0);
        for part in QUARTER {
            rest = rest - Double::new(quarters * part, 0.0);
        }
        let (sin, cos) = (sin_of_eighth(rest), cos_of_eighth(rest));
        Some(match quarters as i64 & 3 {
            0 => Self { sin, cos },
            1 => Self {
                sin: cos,
                cos: -sin,
            },
            2 => Self {
                sin: -sin,
                cos: -cos,
            },
            _ => Self {
                sin: -cos,
                cos: sin,
            },
        })
    }
}

// The factors 1/n! of the first terms have twice the digits; the others are so
// small that a float does.
const INVERSE_2: Double = Double::new(0.5, 0.0);
const INVERSE_3: Double = Double::new(0.16666666666666666, 9.25185853854297e-18);
const INVERSE_4: Double = Double::new(0.041666666666666664, 2.3129646346357427e-18);
const INVERSE_5: Double = Double::new(0.008333333333333333, 1.1564823173178714e-19);
const INVERSE_6: Double = Double::new(0.001388888888888889, -5.300543954373577e-20);
const INVERSE_7: Double = Double::new(0.0001984126984126984, 1.7209558293420705e-22);

/// 1/n! - x/(n+2)! + x*x/(n+4)! ..., for x below one.
fn tail(n: u32, x: f64) -> f64 {
    let mut sum = 1.0;
    for k in (n / 2..12).rev() {
        let k = f64::from(2 * k + n % 2);
        sum = 1.0 - sum * x / ((k + 1.0) * (k + 2.0));
    }
    sum / (1..=n).map(f64::from).product::<f64>()
}

fn sin_of_eighth(x: Double) -> Double {
    let square = x * x;
    let small = Double::product(square.high, tail(9, square.high));
    let sum = INVERSE_3 - square * (INVERSE_5 - square * (INVERSE_7 - small));
    x - x * square * sum
}

fn cos_of_eighth(x: Double) -> Double {
    let square = x * x;
    let small = Double::product(square.high, tail(8, square.high));
    let sum = INVERSE_2 - square * (INVERSE_4 - square * (INVERSE_6 - small));
    Double::new(1.0, 0.0) - square * sum
}

pub(in super::super) fn sin(x: f64) -> f64 {
    match Angle::of(x) {
        // A zero keeps its sign, a subnormal number its digits.
        Some(_) if x.abs() < 1e-150 => x,
        Some(angle) => angle.sin.rounded(),
        None => x.sin(),
    }
}

pub(in super::super) fn cos(x: f64) -> f64 {
    Angle::of(x).map_or_else(|| x.cos(), |angle| angle.cos.rounded())
}

pub(in super::super) fn tan(x: f64) -> f64 {
    match Angle::of(x) {
        Some(_) if x.abs() < 1e-150 => x,
        Some(angle) => angle.sin.over(angle.cos).rounded(),
        None => x.tan(),
    }
}

/// The angle near guess whose sine is x.
fn mend_asin(guess: f64, x: Double) -> f64 {
    match Angle::of(guess) {
        Some(angle) => guess + (x - angle.sin).rounded() / angle.cos.rounded(),
        None => guess,
    }
}

pub(in super::super) fn asin(x: f64) -> f64 {
    let guess = x.asin();
    if x.abs() < 1e-150 || x.abs() >= 1.0 {
        guess
    } else {
        mend_asin(guess, Double::new(x, 0.0))
    }
}

pub(in super::super) fn acos(x: f64) -> f64 {
    let guess = x.acos();
    if x.is_nan() || x.abs() >= 1.0 {
        return guess;
    }
    if x > 0.5 {
        // Near one the cosine hardly changes; the sine of half the angle does.
        let square = (1.0 - x) / 2.0;
        let root = square.sqrt();
        let rest = Double::new(square, 0.0) - Double::product(root, root);
        let sine = Double::sum(root, rest.rounded() / (2.0 * root));
        return 2.0 * mend_asin(guess / 2.0, sine);
    }
    match Angle::of(guess) {
        Some(angle) => guess + (angle.cos - Double::new(x, 0.0)).rounded() / angle.sin.rounded(),
        None => guess,
    }
}

pub(in super::super) fn atan(x: f64) -> f64 {
    mend_atan(x.atan(), x, 1.0)
}

pub(in super::super) fn atan2(y: f64, x: f64) -> f64 {
    mend_atan(y.atan2(x), y, x)
}

/// The angle near guess of the point (x, y).
fn mend_atan(guess: f64, y: f64, x: f64) -> f64 {
    // With others products below leave the range of floats; where one is so much
    // smaller, the library's result is right.
    let moderate = |x: f64| (1e-140..1e140).contains(&x.abs());
    if !moderate(x) || !moderate(y) {
        return guess;
    }
    match Angle::of(guess) {
        Some(Angle { sin, cos }) => {
            let (x, y) = (Double::new(x, 0.0), Double::new(y, 0.0));
            guess + (y * cos - x * sin).rounded() / (x * cos + y * sin).rounded()
        }
        None => guess,
    }
}
