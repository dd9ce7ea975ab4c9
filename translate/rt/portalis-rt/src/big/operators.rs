//! The operators that Rust has, over ints of any size and of 64 bits.

use super::BigInt;
use num_bigint::BigInt as Inner;
use std::ops::{
    Add, AddAssign, BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Mul, MulAssign,
    Neg, Not, Sub, SubAssign,
};

macro_rules! operators {
    ($($trait:ident $method:ident, $assign:ident $assign_method:ident;)*) => {$(
        impl $trait<BigInt> for BigInt {
            type Output = BigInt;
            fn $method(self, other: BigInt) -> BigInt {
                BigInt($trait::$method(self.0, other.0))
            }
        }
        impl $trait<&BigInt> for BigInt {
            type Output = BigInt;
            fn $method(self, other: &BigInt) -> BigInt {
                BigInt($trait::$method(self.0, &other.0))
            }
        }
        impl $trait<BigInt> for &BigInt {
            type Output = BigInt;
            fn $method(self, other: BigInt) -> BigInt {
                BigInt($trait::$method(&self.0, other.0))
            }
        }
        impl $trait<&BigInt> for &BigInt {
            type Output = BigInt;
            fn $method(self, other: &BigInt) -> BigInt {
                BigInt($trait::$method(&self.0, &other.0))
            }
        }
        impl $trait<i64> for BigInt {
            type Output = BigInt;
            fn $method(self, other: i64) -> BigInt {
                BigInt($trait::$method(self.0, Inner::from(other)))
            }
        }
        impl $trait<i64> for &BigInt {
            type Output = BigInt;
            fn $method(self, other: i64) -> BigInt {
                BigInt($trait::$method(&self.0, Inner::from(other)))
            }
        }
        impl $assign<BigInt> for BigInt {
            fn $assign_method(&mut self, other: BigInt) {
                $assign::$assign_method(&mut self.0, other.0);
            }
        }
        impl $assign<&BigInt> for BigInt {
            fn $assign_method(&mut self, other: &BigInt) {
                $assign::$assign_method(&mut self.0, &other.0);
            }
        }
        impl $assign<i64> for BigInt {
            fn $assign_method(&mut self, other: i64) {
                $assign::$assign_method(&mut self.0, Inner::from(other));
            }
        }
    )*};
}
operators! {
    Add add, AddAssign add_assign;
    Sub sub, SubAssign sub_assign;
    Mul mul, MulAssign mul_assign;
    BitAnd bitand, BitAndAssign bitand_assign;
    BitOr bitor, BitOrAssign bitor_assign;
    BitXor bitxor, BitXorAssign bitxor_assign;
}

macro_rules! unary {
    ($($trait:ident $method:ident;)*) => {$(
        impl $trait for BigInt {
            type Output = BigInt;
            fn $method(self) -> BigInt {
                BigInt(self.0.$method())
            }
        }
        impl $trait for &BigInt {
            type Output = BigInt;
            fn $method(self) -> BigInt {
                BigInt((&self.0).$method())
            }
        }
    )*};
}
unary! {
    Neg neg;
    Not not;
}

#[cfg(test)]
mod tests {
    use crate::big::literal;

    #[test]
    fn operators_are_pythons() {
        let a = literal("-100000000000000000000");
        let b = literal("18446744073709551617");
        assert_eq!((&a + &b).to_string(), "-81553255926290448383");
        assert_eq!((&a - 1).to_string(), "-100000000000000000001");
        assert_eq!((&a * 2).to_string(), "-200000000000000000000");
        assert_eq!((&a & &b).to_string(), "0");
        assert_eq!((&a | 7).to_string(), "-99999999999999999993");
        assert_eq!((&a ^ &b).to_string(), "-81553255926290448383");
        assert_eq!((!&a).to_string(), "99999999999999999999");
        assert_eq!((-a).to_string(), "100000000000000000000");
    }
}
