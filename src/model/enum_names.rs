//! Closed lists of values with the words that stand for them in files.

/// The word for a value; empty where the list does not hold it.
pub fn word<T: Copy + PartialEq>(list: &[(T, &'static str)], value: T) -> &'static str {
    let known = list.iter().find(|(known, _)| *known == value);
    known.map_or("", |(_, word)| word)
}

/// The value a word stands for.
pub fn value<T: Copy>(list: &[(T, &'static str)], word: &str) -> Option<T> {
    let known = list.iter().find(|(_, known)| *known == word);
    known.map(|(value, _)| *value)
}
