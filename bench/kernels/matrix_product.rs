//! The product of two square matrices of floats.

fn make(n: usize, seed: usize) -> Vec<Vec<f64>> {
    (0..n)
        .map(|i| (0..n).map(|j| ((i * seed + j) % 17) as f64 / 4.0).collect())
        .collect()
}

fn transposed(m: &[Vec<f64>]) -> Vec<Vec<f64>> {
    (0..m.len())
        .map(|j| m.iter().map(|row| row[j]).collect())
        .collect()
}

fn dot(xs: &[f64], ys: &[f64]) -> f64 {
    xs.iter().zip(ys).map(|(x, y)| x * y).sum()
}

fn multiply(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let columns = transposed(b);
    a.iter()
        .map(|row| columns.iter().map(|column| dot(row, column)).collect())
        .collect()
}

pub fn trace_of_product(n: i64) -> f64 {
    let n = n as usize;
    let product = multiply(&make(n, 3), &make(n, 5));
    (0..n).map(|i| product[i][i]).sum()
}
