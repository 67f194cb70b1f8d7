//! Numbers in what commands print: a number where it is exact, and else a text such as `>=50`, so that no
//! program takes a bound for a number.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::Sum;

/// What a source states, or its statements add up to.
#[derive(Clone, Copy)]
pub struct StatedOutput(Sum);

impl<T: Into<Sum>> From<T> for StatedOutput {
    fn from(of: T) -> Self {
        Self(of.into())
    }
}

impl fmt::Display for StatedOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for StatedOutput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.exact_size() {
            Some(number) => serializer.serialize_u32(number),
            None => serializer.collect_str(&self.0),
        }
    }
}
