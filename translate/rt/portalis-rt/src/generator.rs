//! Generators: iterators as objects, which run as they are asked for items.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::error::{Error, Kind};

/// What is left of a walk.
enum Rest<T> {
    /// A body that yields its items; it is at its start or at a yield.
    Body(Pin<Box<dyn Future<Output = Result<(), Error>>>>, Items<T>),
    /// Items that are there already.
    Iter(Box<dyn Iterator<Item = T>>),
    /// Nothing: it has ended, or raised.
    Ended,
}

/// A Python generator, or an iterator that is kept.
///
/// A clone is another name for the same walk, as assigning it is in Python. Its
/// [`Iterator::next`] stops the program with the exception that the body raises;
/// [`Generator::try_advance`] returns it.
pub struct Generator<T>(Rc<RefCell<Rest<T>>>);

impl<T> Clone for Generator<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

/// Where the body of a generator puts its items.
pub struct Items<T>(Rc<Cell<Option<T>>>);

impl<T> Items<T> {
    /// `yield item`: gives the item away and waits until the next is asked for.
    pub async fn give(&self, item: T) {
        self.0.set(Some(item));
        let mut given = false;
        poll_fn(|_| {
            if given {
                return Poll::Ready(());
            }
            given = true;
            Poll::Pending
        })
        .await;
    }
}

/// A generator with a body that cannot raise what the program may catch.
pub fn generator<T: 'static, F>(body: impl FnOnce(Items<T>) -> F) -> Generator<T>
where
    F: Future<Output = ()> + 'static,
{
    try_generator(|items| {
        let body = body(items);
        async move {
            body.await;
            Ok(())
        }
    })
}

/// A generator whose body may raise.
pub fn try_generator<T: 'static, F>(body: impl FnOnce(Items<T>) -> F) -> Generator<T>
where
    F: Future<Output = Result<(), Error>> + 'static,
{
    let place = Rc::new(Cell::new(None));
    let body = Box::pin(body(Items(Rc::clone(&place))));
    Generator::new(Rest::Body(body, Items(place)))
}

impl<T> Generator<T> {
    fn new(rest: Rest<T>) -> Self {
        Self(Rc::new(RefCell::new(rest)))
    }

    /// The next item, or `None` when there are no more.
    ///
    /// # Errors
    ///
    /// What the body raises; a `StopIteration` as the `RuntimeError` that it
    /// becomes. From then on there are no more items.
    pub fn try_advance(&self) -> Result<Option<T>, Error> {
        let Ok(mut rest) = self.0.try_borrow_mut() else {
            return Err(Error::value_error("generator already executing"));
        };
        match &mut *rest {
            Rest::Iter(items) => {
                let item = items.next();
                if item.is_none() {
                    *rest = Rest::Ended;
                }
                Ok(item)
            }
            Rest::Body(body, items) => {
                let mut context = Context::from_waker(Waker::noop());
                match body.as_mut().poll(&mut context) {
                    Poll::Pending => Ok(items.0.take()),
                    Poll::Ready(end) => {
                        *rest = Rest::Ended;
                        match end {
                            Err(error) if error.is(Kind::StopIteration) => {
                                Err(Error::runtime_error("generator raised StopIteration"))
                            }
                            end => end.map(|()| None),
                        }
                    }
                }
            }
            Rest::Ended => Ok(None),
        }
    }

    /// The next item, or `None` when there are no more.
    pub fn advance(&self) -> Option<T> {
        self.try_advance().unwrap_or_else(|error| error.raise())
    }

    /// All items that are left.
    pub fn gather(&self) -> Vec<T> {
        self.clone().collect()
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// What the body raises.
    pub fn try_gather(&self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.try_advance()? {
            all.push(item);
        }
        Ok(all)
    }
}

impl<T: 'static> Generator<T> {
    /// `iter(items)`.
    pub fn of<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: 'static,
    {
        Self::new(Rest::Iter(Box::new(items.into_iter())))
    }
}

impl Generator<i64> {
    /// `iter(range(start, stop, step))`, where `step` is not 0.
    #[must_use]
    pub fn range(start: i64, stop: i64, step: i64) -> Self {
        let mut at = Some(start);
        Self::of(std::iter::from_fn(move || {
            let item = at.filter(|&x| if step > 0 { x < stop } else { x > stop })?;
            at = item.checked_add(step);
            Some(item)
        }))
    }
}

impl Generator<String> {
    /// `iter(text)`.
    #[must_use]
    pub fn chars(text: &str) -> Self {
        let chars: Vec<String> = text.chars().map(String::from).collect();
        Self::of(chars)
    }
}

impl<T> Iterator for Generator<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.advance()
    }
}

/// `next(items)`.
pub fn next<T>(items: &Generator<T>) -> T {
    try_next(items).unwrap_or_else(|error| error.raise())
}

/// `next(items)`.
///
/// # Errors
///
/// What the generator raises, or `StopIteration` when there are no more items.
pub fn try_next<T>(items: &Generator<T>) -> Result<T, Error> {
    items
        .try_advance()?
        .ok_or_else(|| Error::bare(Kind::StopIteration))
}

/// `next(items, default)`.
pub fn next_or<T>(items: &Generator<T>, default: T) -> T {
    items.advance().unwrap_or(default)
}

/// `next(items, default)`.
///
/// # Errors
///
/// What the generator raises.
pub fn try_next_or<T>(items: &Generator<T>, default: T) -> Result<T, Error> {
    Ok(items.try_advance()?.unwrap_or(default))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(to: i64) -> Generator<i64> {
        generator(move |items| async move {
            for i in 0..to {
                items.give(i).await;
            }
        })
    }

    #[test]
    fn walks_lazily_and_shares() {
        let items = count(4);
        let other = items.clone();
        assert_eq!(next(&items), 0);
        assert_eq!(next(&other), 1);
        assert_eq!(items.clone().sum::<i64>(), 5);
        assert_eq!(next_or(&other, 9), 9);
        assert!(try_next(&items).is_err());
    }

    #[test]
    fn raises_once() {
        let items: Generator<i64> = try_generator(|items| async move {
            items.give(1).await;
            Err(Error::value_error("no"))
        });
        assert_eq!(items.try_advance().unwrap(), Some(1));
        assert_eq!(items.try_advance().unwrap_err().to_string(), "no");
        assert_eq!(items.try_advance().unwrap(), None);
    }

    #[test]
    fn turns_stop_iteration_into_a_runtime_error() {
        let items: Generator<i64> =
            try_generator(|_| async { Err(Error::bare(Kind::StopIteration)) });
        let error = items.try_advance().unwrap_err();
        assert!(error.is(Kind::RuntimeError));
    }

    #[test]
    fn yields_what_another_yields() {
        fn down(n: i64) -> Generator<i64> {
            generator(move |items| async move {
                if n > 0 {
                    items.give(n).await;
                    for item in down(n - 1) {
                        items.give(item).await;
                    }
                }
            })
        }
        assert_eq!(down(3).collect::<Vec<_>>(), [3, 2, 1]);
    }

    #[test]
    fn walks_what_is_there() {
        assert_eq!(Generator::of(vec![1, 2]).gather(), [1, 2]);
        assert_eq!(Generator::chars("aé").gather(), ["a", "é"]);
        assert_eq!(Generator::range(5, 0, -2).gather(), [5, 3, 1]);
        assert_eq!(
            Generator::range(i64::MAX - 1, i64::MAX, 2).gather().len(),
            1
        );
        assert_eq!(Generator::of(0..3).try_gather().unwrap(), [0, 1, 2]);
    }
}
