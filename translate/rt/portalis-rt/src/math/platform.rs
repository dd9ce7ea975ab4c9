//! The C library's functions, which CPython on the same platform calls too.

macro_rules! functions {
    ($($name:ident)*) => {$(
        pub(super) fn $name(x: f64) -> f64 {
            x.$name()
        }
    )*};
}
functions!(sin cos tan asin acos atan sinh cosh tanh log10);

pub(super) fn atan2(y: f64, x: f64) -> f64 {
    y.atan2(x)
}
