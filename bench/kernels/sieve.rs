//! Primes by the sieve of Eratosthenes.

fn primes_below(limit: usize) -> Vec<usize> {
    let mut is_prime = vec![true; limit];
    is_prime[..2].fill(false);
    for n in 2..=limit.isqrt() {
        if is_prime[n] {
            for multiple in (n * n..limit).step_by(n) {
                is_prime[multiple] = false;
            }
        }
    }
    (0..limit).filter(|&n| is_prime[n]).collect()
}

pub fn sum_of_primes(limit: i64) -> i64 {
    primes_below(limit as usize).iter().sum::<usize>() as i64
}
