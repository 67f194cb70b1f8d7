//! Tables of things told apart by dense numbers that differ in type, so that they cannot be mixed
//! up.

use std::{fmt, marker::PhantomData, ops::Index};

/// A dense number of a thing of one kind.
pub trait Id: Copy {
    /// The id of a row.
    fn from_index(index: usize) -> Self;
    /// The row of an id.
    fn index(self) -> usize;
}

/// Defines a dense number. Such numbers hold within one atlas alone and are never saved.
macro_rules! dense_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $crate::model::table::Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("no input has four thousand million things"))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(super) use dense_id;

/// Things of one kind, in the order of their numbers.
#[derive(Clone)]
pub struct Table<I, T> {
    rows: Vec<T>,
    id: PhantomData<I>,
}

impl<I: Id, T> Table<I, T> {
    /// Adds a thing and says its number.
    pub(super) fn push(&mut self, row: T) -> I {
        let id = I::from_index(self.rows.len());
        self.rows.push(row);
        id
    }

    pub(super) fn get_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = I> + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }

    /// Every row with its id, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (I, &T)> {
        self.ids().zip(&self.rows)
    }

    /// The rows, in the order of ids.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The number of the first thing that answers to `is`.
    pub fn find(&self, is: impl FnMut(&T) -> bool) -> Option<I> {
        self.rows.iter().position(is).map(I::from_index)
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            id: PhantomData,
        }
    }
}

impl<I, T> From<Vec<T>> for Table<I, T> {
    fn from(rows: Vec<T>) -> Self {
        Self {
            rows,
            id: PhantomData,
        }
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.rows).finish()
    }
}
