//! CPython's hashes of numbers, tuples and frozensets.

/// Hashes of numbers are residues of this prime.
pub(crate) const MODULUS: u64 = (1 << 61) - 1;

/// No hash is -1, which CPython's own functions return for an error.
fn not_minus_one(hash: i64, instead: i64) -> i64 {
    if hash == -1 { instead } else { hash }
}

/// `hash(x)` of an int.
pub(crate) fn int(x: i64) -> i64 {
    let rest = (x.unsigned_abs() % MODULUS) as i64;
    not_minus_one(if x < 0 { -rest } else { rest }, -2)
}

/// `hash(x)` of a float that is no NaN: that of the int if it is equal to one.
pub(crate) fn float(x: f64) -> i64 {
    if x.is_infinite() {
        return if x > 0.0 { 314_159 } else { -314_159 };
    }
    if x == 0.0 {
        return 0;
    }
    // x = mantissa * 2**exponent, and 2**61 is 1 modulo the prime.
    let bits = x.abs().to_bits();
    let (fraction, biased) = (bits & ((1 << 52) - 1), (bits >> 52) as i64);
    let (mantissa, exponent) = if biased == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, biased - 1075)
    };
    let turns = exponent.rem_euclid(61) as u32;
    let product = (u128::from(mantissa) << turns) % u128::from(MODULUS);
    let rest = product as i64;
    not_minus_one(if x < 0.0 { -rest } else { rest }, -2)
}

/// `hash(x)` of a tuple whose elements have these hashes: xxHash without its last steps.
pub(crate) fn tuple(hashes: &[i64]) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut sum = PRIME_5;
    for &hash in hashes {
        sum = sum.wrapping_add((hash as u64).wrapping_mul(PRIME_2));
        sum = sum.rotate_left(31).wrapping_mul(PRIME_1);
    }
    sum = sum.wrapping_add(hashes.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    not_minus_one(sum as i64, 1_546_275_796)
}

/// `hash(x)` of a frozenset whose elements have these hashes, in any order.
pub(crate) fn frozenset(hashes: impl Iterator<Item = i64>) -> i64 {
    let mut sum = 0_u64;
    let mut len = 0_u64;
    for hash in hashes {
        let h = hash as u64;
        sum ^= ((h ^ 89_869_747) ^ (h << 16)).wrapping_mul(3_644_798_167);
        len += 1;
    }
    sum ^= (len + 1).wrapping_mul(1_927_868_237);
    sum ^= (sum >> 11) ^ (sum >> 25);
    sum = sum.wrapping_mul(69_069).wrapping_add(907_133_923);
    not_minus_one(sum as i64, 590_923_713)
}
