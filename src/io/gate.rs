//! One gate for work that may panic, such as reading a record with somebody else's code. What panics
//! behind it costs that record and becomes a note.

use std::{
    cell::{Cell, RefCell},
    panic::{self, AssertUnwindSafe, catch_unwind},
    sync::Once,
};

/// A piece of work that ended without a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::words::errors::internal_at(.at.as_deref()))]
pub struct Broken {
    /// The line of the source where it ended, where that is known.
    pub at: Option<String>,
}

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does the work, and catches a panic. What the work was changing must not be used again, or be fine
/// half changed.
///
/// # Errors
///
/// Where the work panicked.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Broken> {
    static HOOK: Once = Once::new();
    HOOK.call_once(remember_where);
    DEPTH.set(DEPTH.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    done.map_err(|_| Broken { at: LAST.take() })
}

/// What panics behind the gate is told where it is understood, and not on the terminal.
fn remember_where() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| match DEPTH.get() {
        0 => before(panicked),
        _ => {
            let at = panicked.location().map(|at| {
                let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
                format!("{file}:{}", at.line())
            });
            LAST.set(at);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_line_and_work_after_it_goes_on() {
        let broken = caught(|| panic!("this panic belongs to a test")).expect_err("caught");
        let at = broken.at.clone().expect("known");
        assert!(at.starts_with("gate.rs:"), "{at}");
        assert!(broken.to_string().contains(&at), "{broken}");
        assert_eq!(caught(|| 4), Ok(4));
        // Also behind the gate twice.
        let outer = caught(|| caught(|| panic!("this one too")).is_err());
        assert_eq!(outer, Ok(true));
    }
}
