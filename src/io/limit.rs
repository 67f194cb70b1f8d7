//! A file that is not to grow beyond what can be opened again.

use std::io::{self, Write};

use crate::words::notes::reading;

/// Passes on what is written, up to so many bytes.
pub struct Limited<'w> {
    out: &'w mut dyn Write,
    most: u64,
    written: u64,
}

impl<'w> Limited<'w> {
    pub fn new(out: &'w mut dyn Write, most: u64) -> Self {
        let written = 0;
        Self { out, most, written }
    }
}

impl Write for Limited<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.written + bytes.len() as u64 > self.most {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                reading::would_be_too_large(self.most >> 20),
            ));
        }
        let written = self.out.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_too_large_is_refused_with_a_way_out() {
        let mut bytes = Vec::new();
        let mut limited = Limited::new(&mut bytes, 4 << 20);
        limited.write_all(&[0; 4 << 20]).expect("room");
        let error = limited.write_all(b"x").expect_err("no room");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert!(error.to_string().contains("exceed 4 MiB"), "{error}");
        assert_eq!(bytes.len(), 4 << 20);
    }
}
