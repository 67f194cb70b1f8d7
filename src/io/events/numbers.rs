//! Numbers in cells. Short decimals, which most are, are read without asking the standard library,
//! and come out the same.

/// A finite number.
pub fn number(text: &str) -> Option<f64> {
    match short_decimal(text.as_bytes()) {
        Some(number) => Some(number),
        None => text.parse().ok().filter(|number: &f64| number.is_finite()),
    }
}

/// A number that is whole, where it is not too large.
pub fn whole_of(number: f64) -> Option<u32> {
    let whole = number as u32;
    (f64::from(whole) == number).then_some(whole)
}

/// Up to 15 digits with a dot among them: both they and the power of ten are exact as they stand,
/// so that one division rounds as the nearest number does.
fn short_decimal(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let (is_negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    if digits.len() > POWERS.len() || !digits.first()?.is_ascii_digit() {
        return None;
    }
    let mut value = 0_u64;
    let mut dot = None;
    for (index, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + u64::from(byte - b'0'),
            b'.' if dot.is_none() => dot = Some(index),
            _ => return None,
        }
    }
    let decimals = dot.map_or(0, |dot| digits.len() - dot - 1);
    // All sixteen may be digits, which are more than a number holds.
    if dot.is_none() && digits.len() == POWERS.len() {
        return None;
    }
    let number = value as f64 / POWERS[decimals];
    Some(if is_negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) {
        let plain: Option<f64> = text.parse().ok().filter(|number: &f64| number.is_finite());
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        assert_eq!(bits(number(text)), bits(plain), "{text}");
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_library(
            value in -200.0..200.0_f64, digits in 0..18_usize, odd in "[-+0-9.e]{0,18}",
        ) {
            check(&format!("{value:.digits$}"));
            check(&odd);
        }
    }
}
