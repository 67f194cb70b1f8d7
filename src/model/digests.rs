//! Things known by a digest of 64 bits, where there are too many of them to keep each.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher},
};

/// A number that stands for a thing: the same for equal ones, while the program runs.
pub fn digest(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Digests, each once.
pub type DigestSet = HashSet<u64, BuildHasherDefault<AsItStands>>;

/// Values by digests.
pub type DigestMap<T> = HashMap<u64, T, BuildHasherDefault<AsItStands>>;

/// Hashes no digest again.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsItStands(u64);

impl Hasher for AsItStands {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = digest(bytes);
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}
