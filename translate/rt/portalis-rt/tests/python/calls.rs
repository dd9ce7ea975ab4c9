//! Calls of the runtime by the names of its functions.

use portalis_rt as rt;
use rt::{Error, float, format, int, math, text};
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// An argument.
#[derive(Debug)]
pub enum Arg {
    Str(String),
    Int(i64),
    Float(f64),
    None,
}

/// The arguments of a call.
pub struct Args(pub Vec<Arg>);

impl Args {
    fn s(&self, i: usize) -> &str {
        match &self.0[i] {
            Arg::Str(s) => s,
            other => panic!("{other:?} is no str"),
        }
    }
    fn i(&self, i: usize) -> i64 {
        match self.0[i] {
            Arg::Int(n) => n,
            ref other => panic!("{other:?} is no int"),
        }
    }
    fn f(&self, i: usize) -> f64 {
        match self.0[i] {
            Arg::Float(x) => x,
            ref other => panic!("{other:?} is no float"),
        }
    }
    fn o(&self, i: usize) -> Option<i64> {
        match self.0[i] {
            Arg::None => None,
            _ => Some(self.i(i)),
        }
    }
}

/// A result as cases.py and table.py show it.
trait Shown {
    fn shown(&self) -> String;
}

macro_rules! plainly_shown {
    ($($t:ty)*) => {$(
        impl Shown for $t {
            fn shown(&self) -> String {
                rt::str_of(self)
            }
        }
    )*};
}
plainly_shown!(i64 bool String &str char);

impl Shown for f64 {
    fn shown(&self) -> String {
        if self.is_nan() {
            "nan".to_owned()
        } else {
            format!("f{:016x}", self.to_bits())
        }
    }
}

impl Shown for Vec<String> {
    fn shown(&self) -> String {
        self.iter().map(|s| format!("{s}\0")).collect()
    }
}

impl<A: Shown, B: Shown> Shown for (A, B) {
    fn shown(&self) -> String {
        format!("{}\0{}\0", self.0.shown(), self.1.shown())
    }
}

impl Shown for (String, String, String) {
    fn shown(&self) -> String {
        format!("{}\0{}\0{}\0", self.0, self.1, self.2)
    }
}

/// A result as the outcome of a call shows it.
pub fn shown(x: f64) -> String {
    x.shown()
}

/// Arms of a match on names of functions: those that cannot raise after "plain", those
/// that can after "raising", with the getters of their arguments.
macro_rules! dispatch {
    ($name:expr, $args:expr; $($module:ident { $($function:ident($($getter:ident),*))* } or { $($raising:ident = $try_function:ident($($try_getter:ident),*))* })*) => {
        match $name {
            $($(concat!(stringify!($module), ".", stringify!($function)) => {
                let mut _next = 0..;
                Some(Ok($module::$function($($args.$getter(_next.next().unwrap())),*).shown()))
            })*
            $(concat!(stringify!($module), ".", stringify!($raising)) => {
                let mut _next = 0..;
                Some($module::$try_function($($args.$try_getter(_next.next().unwrap())),*).map(|x| x.shown()))
            })*)*
            _ => None,
        }
    };
}

/// Calls a function by its name; the result is shown.
fn call(name: &str, a: &Args) -> Result<String, Error> {
    let found = dispatch! { name, a;
        int {
            pow(i, i) round(i, i) lt_float(i, f) le_float(i, f) eq_float(i, f) gt_float(i, f)
            hex(i) oct(i) bin(i) bit_length(i) bit_count(i)
        } or {
            floordiv = try_floordiv(i, i) rem = try_rem(i, i) truediv = try_truediv(i, i)
            powmod = try_powmod(i, i, i) shl = try_shl(i, i) shr = try_shr(i, i)
            from_float = try_from_float(f) parse = try_parse(s) parse_radix = try_parse_radix(s, i)
        }
        float {
            repr(f) is_integer(f)
        } or {
            parse = try_parse(s) div = try_div(f, f) floordiv = try_floordiv(f, f) rem = try_rem(f, f)
            divmod = try_divmod(f, f) pow = try_pow(f, f) round = try_round(f) round_to = try_round_to(f, i)
        }
        math {
            hypot(f, f) isclose(f, f) frexp(f) modf(f) radians(f) degrees(f) atan(f) tanh(f)
            gcd(i, i) lcm(i, i)
        } or {
            fmod = try_fmod(f, f) remainder = try_remainder(f, f) pow = try_pow(f, f)
            floor = try_floor(f) ceil = try_ceil(f) trunc = try_trunc(f) sqrt = try_sqrt(f)
            sin = try_sin(f) cos = try_cos(f) tan = try_tan(f) asin = try_asin(f) acos = try_acos(f)
            log = try_log(f) log2 = try_log2(f) log10 = try_log10(f) log1p = try_log1p(f)
            exp = try_exp(f) exp2 = try_exp2(f) expm1 = try_expm1(f) sinh = try_sinh(f) cosh = try_cosh(f)
            ldexp = try_ldexp(f, i) log_base = try_log_base(f, f)
            isqrt = try_isqrt(i) factorial = try_factorial(i) comb = try_comb(i, i) perm = try_perm(i, i)
        }
        text {
            capitalize(s) casefold(s) lower(s) swapcase(s) title(s) upper(s) strip(s) lstrip(s) rstrip(s)
            split(s) splitlines(s) splitlines_keepends(s) expandtabs(s) expandtabs_by(s, i) repeat(s, i)
            isalnum(s) isalpha(s) isascii(s) isdecimal(s) isdigit(s) isidentifier(s) islower(s) isnumeric(s) isprintable(s)
            isspace(s) istitle(s) isupper(s) repr(s) ascii(s) slice(s, o, o)
            find(s, s) rfind(s, s) count(s, s) find_in(s, s, o, o) rfind_in(s, s, o, o) count_in(s, s, o, o)
            startswith_in(s, s, o, o) endswith_in(s, s, o, o) removeprefix(s, s) removesuffix(s, s)
            strip_chars(s, s) lstrip_chars(s, s) rstrip_chars(s, s) splitn_space(s, i) rsplitn_space(s, i)
            replace(s, s, s) replacen(s, s, s, i) center(s, i) ljust(s, i) rjust(s, i) zfill(s, i)
        } or {
            ord = try_ord(s) chr = try_chr(i) at = try_at(s, i) slice_step = try_slice_step(s, o, o, i)
            index = try_index(s, s) rindex = try_rindex(s, s)
            index_in = try_index_in(s, s, o, o) rindex_in = try_rindex_in(s, s, o, o)
            split_on = try_split_on(s, s) rsplit_on = try_rsplit_on(s, s) splitn = try_splitn(s, s, i)
            rsplitn = try_rsplitn(s, s, i) partition = try_partition(s, s) rpartition = try_rpartition(s, s)
            center_with = try_center_with(s, i, s)
        }
        format {
            fixed(f, i)
        } or {
            int = try_int(i, s) float = try_float(f, s) str = try_str(s, s)
            percent_int = try_percent_int(i, s) percent_float = try_percent_float(f, s)
            percent_str = try_percent_str(s, s)
        }
    };
    match name {
        _ if found.is_some() => found.unwrap(),
        "max" => Ok(rt::max(a.f(0), a.f(1)).shown()),
        "min" => Ok(rt::min(a.f(0), a.f(1)).shown()),
        "math.dist3" => Ok(math::dist(&[a.f(0), a.f(1), 3.0], &[a.f(1), 1.0, a.f(0)]).shown()),
        "math.fsum" => math::try_fsum((0..4).map(|i| a.f(i))).map(|x| x.shown()),
        "format.bool" => format::try_bool(a.i(0) == 1, a.s(1)),
        "every.tests" => Ok(every_test(a.s(0))),
        "every.lower" => Ok(every(a.s(0), text::lower)),
        "every.upper" => Ok(every(a.s(0), text::upper)),
        "every.title" => Ok(every(a.s(0), text::title)),
        "every.capitalize" => Ok(every(a.s(0), text::capitalize)),
        "every.casefold" => Ok(every(a.s(0), text::casefold)),
        "every.swapcase" => Ok(every(a.s(0), text::swapcase)),
        "every.strip" => Ok(every(a.s(0), |c| text::strip(c).to_owned())),
        "every.sigma" => Ok(every(a.s(0), |c| {
            [format!("A{c}Σ"), format!("{c}Σ"), format!("AΣ{c}")]
                .map(|s| text::lower(&s))
                .concat()
        })),
        "every.isidentifier" => Ok(a
            .s(0)
            .chars()
            .flat_map(|c| [c.to_string(), format!("_{c}")])
            .map(|name| if text::isidentifier(&name) { '1' } else { '0' })
            .collect()),
        "every.splitlines" => Ok(text::splitlines(a.s(0)).len().to_string()),
        _ => panic!("no function {name}"),
    }
}

fn every(block: &str, f: impl Fn(&str) -> String) -> String {
    block
        .chars()
        .map(|c| f(c.encode_utf8(&mut [0; 4])))
        .collect::<Vec<_>>()
        .join("|")
}

fn every_test(block: &str) -> String {
    use rt::chars::*;
    type Test = fn(char) -> bool;
    let halves: [[Test; 5]; 2] = [
        [isalnum, isalpha, isdecimal, isdigit, islower],
        [isnumeric, isprintable, isspace, istitle, isupper],
    ];
    let mut out = String::new();
    for half in halves {
        for c in block.chars() {
            let bits: u8 = half
                .iter()
                .enumerate()
                .map(|(i, test)| u8::from(test(c)) << i)
                .sum();
            out.push(char::from(97 + bits));
        }
    }
    out
}

thread_local! {
    /// Whether a call is under way, which may stop without a word.
    static CALLING: Cell<bool> = const { Cell::new(false) };
}

/// The outcome of a call: = and the result, ! and the exception, or ^ where it stops.
pub fn outcome(name: &str, args: &Args) -> String {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CALLING.get() {
                loud(info);
            }
        }));
    });
    CALLING.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(|| call(name, args)));
    CALLING.set(false);
    match result {
        Ok(Ok(value)) => format!("={value}"),
        Ok(Err(e)) => format!("!{}: {e}", e.kind().name()),
        Err(_) => "^".to_owned(),
    }
}

/// Calls that came out otherwise than Python has it.
#[derive(Default)]
pub struct Report {
    count: usize,
    wrong: usize,
    text: String,
}

impl Report {
    /// Compares the outcome of a call with what is wanted.
    pub fn compare(&mut self, name: &str, args: &Args, want: &str) {
        let got = outcome(name, args);
        self.count += 1;
        if got == want {
            return;
        }
        self.wrong += 1;
        if self.wrong <= 20 {
            let args = &args.0;
            self.text += &format!("{name}{args:?}\n   got {got:?}\n  want {want:?}\n");
        }
    }

    /// Panics if a call came out otherwise, or if there were fewer calls than that.
    pub fn check(self, least: usize) {
        let Report { count, wrong, text } = self;
        assert!(count >= least, "only {count} calls");
        assert_eq!(wrong, 0, "{wrong} of {count} calls differ\n{text}");
    }
}
