//! Python's module collections.

mod counter;
mod default_dict;
pub mod deque;
mod ordered_dict;

pub use counter::Counter;
pub use default_dict::DefaultDict;
pub use deque::Deque;
pub use ordered_dict::OrderedDict;

use crate::{Dict, Equal, Key};

/// `a == b` of dicts of two classes.
pub fn eq_dicts<K: Key, V: Equal>(a: &Dict<K, V>, b: &Dict<K, V>) -> bool {
    a.equal(b)
}

/// Makes a type that holds a dict be one: its methods are the dict's, and it is walked alike.
macro_rules! is_a_dict {
    ($name:ident<$k:ident $(, $v:ident)?> of $value:ty) => {
        impl<$k $(, $v)?> $name<$k $(, $v)?> {
            /// The dict itself.
            #[must_use]
            pub fn into_dict(self) -> Dict<$k, $value> {
                self.dict
            }

            /// `dict(d)`
            pub fn to_dict(&self) -> Dict<$k, $value>
            where
                Dict<$k, $value>: Clone,
            {
                self.dict.clone()
            }

            /// The keys, when the dict is not used again.
            pub fn into_keys(self) -> impl Iterator<Item = $k> {
                self.dict.into_keys()
            }

            /// The values, when the dict is not used again.
            pub fn into_values(self) -> impl Iterator<Item = $value> {
                self.dict.into_values()
            }
        }

        impl<$k $(, $v)?> std::ops::Deref for $name<$k $(, $v)?> {
            type Target = Dict<$k, $value>;

            fn deref(&self) -> &Self::Target {
                &self.dict
            }
        }

        impl<$k $(, $v)?> std::ops::DerefMut for $name<$k $(, $v)?> {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.dict
            }
        }

        impl<'a, $k $(, $v)?> IntoIterator for &'a $name<$k $(, $v)?> {
            type Item = (&'a $k, &'a $value);
            type IntoIter = crate::dict::Iter<'a, $k, $value>;

            fn into_iter(self) -> Self::IntoIter {
                self.dict.iter()
            }
        }

        impl<$k $(, $v)?> IntoIterator for $name<$k $(, $v)?> {
            type Item = ($k, $value);
            type IntoIter = crate::dict::IntoIter<$k, $value>;

            fn into_iter(self) -> Self::IntoIter {
                self.dict.into_iter()
            }
        }
    };
}
use is_a_dict;
