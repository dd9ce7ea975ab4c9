//! The encoding in which values travel.

use super::inputs;
use portalis_rt::wire::{Reader, Wire};
use portalis_rt::{Dict, Tuple, Value};
use proptest::prelude::*;

fn encoded<T: Wire>(x: &T) -> Vec<u8> {
    let mut out = vec![];
    x.write(&mut out);
    out
}

/// Whether a value comes back as it went, and not from less than all of it.
fn travels<T: Wire>(x: &T) -> Result<(), TestCaseError> {
    let bytes = encoded(x);
    let mut input = Reader::new(&bytes);
    let read = T::read(&mut input);
    prop_assert!(input.is_empty());
    prop_assert_eq!(read.map(|x| encoded(&x)), Some(bytes.clone()));
    for end in 0..bytes.len() {
        prop_assert!(T::read(&mut Reader::new(&bytes[..end])).is_none());
    }
    Ok(())
}

/// Any value, of few parts.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::None),
        any::<bool>().prop_map(Value::Bool),
        super::int().prop_map(Value::Int),
        super::float().prop_map(Value::Float),
        any::<String>().prop_map(Value::Str),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let many = prop::collection::vec(inner.clone(), 0..4);
        let pairs = prop::collection::vec((inner.clone(), inner), 0..3);
        prop_oneof![
            many.clone().prop_map(Value::List),
            many.prop_map(Value::Tuple),
            pairs.prop_map(Value::Dict),
        ]
    })
}

/// Bytes of which many are tags, or parts of small numbers.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let tag = prop::sample::select(b"NTFiIfsltdSzB?".to_vec());
    prop::collection::vec(prop_oneof![2 => any::<u8>(), 1 => Just(0), 3 => tag], 0..40)
}

proptest! {
    #![proptest_config(inputs(500))]

    #[test]
    fn plain_values(
        n in super::int(),
        x in super::float(),
        b in any::<bool>(),
        s in any::<String>(),
        bytes in any::<Vec<u8>>(),
    ) {
        travels(&n)?;
        travels(&x)?;
        travels(&b)?;
        travels(&s)?;
        travels(&bytes)?;
        travels(&())?;
        let back = i64::read(&mut Reader::new(&encoded(&n)));
        prop_assert_eq!(back, Some(n));
        let back = f64::read(&mut Reader::new(&encoded(&x)));
        prop_assert_eq!(back.map(f64::to_bits), Some(x.to_bits()));
        // An int goes where a float is expected if there is one that is the same.
        let float = f64::read(&mut Reader::new(&encoded(&n)));
        prop_assert_eq!(float.map(|x| x as i128), (n as f64 as i128 == i128::from(n)).then_some(i128::from(n)));
    }

    #[test]
    fn nested_values(
        rows in prop::collection::vec(prop::option::of((super::int(), any::<String>())), 0..5),
        pairs in prop::collection::vec((any::<String>(), prop::collection::vec(super::float(), 0..3)), 0..5),
        many in prop::collection::vec(any::<bool>(), 0..5),
    ) {
        travels(&rows)?;
        travels(&pairs.into_iter().collect::<Dict<String, Vec<f64>>>())?;
        travels(&many.into_iter().collect::<Tuple<bool>>())?;
    }

    #[test]
    fn values_of_any_type(x in value()) {
        travels(&x)?;
        travels(&vec![(x.clone(), 1_i64), (x, 2)])?;
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in bytes()) {
        fn read<T: Wire>(bytes: &[u8]) -> bool {
            let mut input = Reader::new(bytes);
            T::read(&mut input).is_none_or(|x| {
                let mut again = Reader::new(bytes);
                let written = encoded(&x).len();
                T::read(&mut again).is_some() && written <= bytes.len().max(9)
            })
        }
        prop_assert!(read::<Value>(&bytes) && read::<Vec<Option<String>>>(&bytes) && read::<(i64, f64)>(&bytes));
        prop_assert!(read::<Vec<u8>>(&bytes) && read::<Tuple<bool>>(&bytes) && read::<Option<i64>>(&bytes));
        let _ = Dict::<String, i64>::read(&mut Reader::new(&bytes));
    }
}
