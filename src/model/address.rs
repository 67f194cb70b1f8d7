//! Addresses of pages.

/// Whether a text is an address of the web, which alone may be offered to a browser. As browsers do, it
/// takes letters of either case.
pub fn is_web_address(text: &str) -> bool {
    let begins = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("https://") || begins("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_told_in_either_case() {
        for address in ["https://a.example/b", "HTTP://a.example", "Https://a"] {
            assert!(is_web_address(address), "{address}");
        }
        for other in [
            "javascript:x",
            "file:///etc/passwd",
            "//a.example",
            "httpsx//",
            "мода",
            "",
        ] {
            assert!(!is_web_address(other), "{other}");
        }
    }
}
