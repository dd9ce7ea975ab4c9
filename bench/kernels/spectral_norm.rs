//! The spectral norm of an infinite matrix, by the power method.

fn element(i: usize, j: usize) -> f64 {
    1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) as f64
}

fn times(v: &[f64]) -> Vec<f64> {
    (0..v.len())
        .map(|i| v.iter().enumerate().map(|(j, x)| element(i, j) * x).sum())
        .collect()
}

fn transposed_times(v: &[f64]) -> Vec<f64> {
    (0..v.len())
        .map(|i| v.iter().enumerate().map(|(j, x)| element(j, i) * x).sum())
        .collect()
}

pub fn spectral_norm(n: i64) -> f64 {
    let mut u = vec![1.0; n as usize];
    let mut v = u.clone();
    for _ in 0..10 {
        v = transposed_times(&times(&u));
        u = transposed_times(&times(&v));
    }
    let uv: f64 = u.iter().zip(&v).map(|(a, b)| a * b).sum();
    let vv: f64 = v.iter().map(|b| b * b).sum();
    (uv / vv).sqrt()
}
