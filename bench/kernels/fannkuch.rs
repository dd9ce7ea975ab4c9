//! How often a prefix can be flipped until a permutation starts with its first.

pub fn fannkuch(n: i64) -> i64 {
    let n = n as usize;
    let mut checksum = 0;
    let mut most = 0;
    let mut permutation: Vec<usize> = (0..n).collect();
    let mut flipped = permutation.clone();
    let mut count = vec![0; n];
    let mut sign = 1;
    loop {
        let mut first = permutation[0];
        if first != 0 {
            flipped.copy_from_slice(&permutation);
            let mut flips = 1;
            while flipped[first] != 0 {
                flipped[..=first].reverse();
                first = flipped[0];
                flips += 1;
            }
            most = most.max(flips);
            checksum += sign * flips;
        }
        if sign == 1 {
            permutation.swap(0, 1);
            sign = -1;
        } else {
            permutation.swap(1, 2);
            sign = 1;
            for i in 2..n {
                if count[i] < i {
                    count[i] += 1;
                    break;
                }
                if i == n - 1 {
                    return checksum * 100 + most;
                }
                count[i] = 0;
                permutation[..i + 2].rotate_left(1);
            }
        }
    }
}
