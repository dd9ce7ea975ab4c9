//! The Mandelbrot set: which points of a grid do not escape.

const LIMIT: u32 = 50;

fn escape(cr: f64, ci: f64) -> u32 {
    let (mut zr, mut zi) = (0.0, 0.0);
    for step in 0..LIMIT {
        let (rr, ii) = (zr * zr, zi * zi);
        if rr + ii > 4.0 {
            return step;
        }
        zi = 2.0 * zr * zi + ci;
        zr = rr - ii + cr;
    }
    LIMIT
}

pub fn inside(size: i64) -> i64 {
    let scale = size as f64;
    let mut count = 0;
    for row in 0..size {
        let ci = 2.0 * row as f64 / scale - 1.0;
        for column in 0..size {
            let cr = 2.0 * column as f64 / scale - 1.5;
            if escape(cr, ci) == LIMIT {
                count += 1;
            }
        }
    }
    count
}
