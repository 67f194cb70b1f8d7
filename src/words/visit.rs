//! A link that is being looked at.

use super::units::{files, records};

phrases! {
    visiting { English("You are looking at a shared view. Your own view is kept as it was.") }
    project_names_files(number: usize) {
        English("The project names {} on this computer, not opened:", files(number))
    }
    not_opened(path: &str, why: &str) { English("Not opened: {path}: {why}") }
    not_opened_rows(path: &str, why: &str, rows: usize) {
        English("Not opened: {path}: {why}. The {} that the project links to are not shown.", records(rows))
    }
    on_the_network { English("it is on another computer") }
    too_large { English("it is larger than 4 GiB; open it with File > Open") }
    names_files(number: usize) {
        English("It names {} on this computer, not opened:", files(number))
    }
    more_files(number: usize) { English("and {number} more") }
    open_files(number: usize) { English("Open {}", files(number)) }
    keep { English("Keep this view") }
    leave { English("Back to my view") }

    cli_names_files(number: usize, paths: &str) {
        English("the session names {} that the command does not: {paths}; name them as well, or add \
                 --open-files", files(number))
    }
    cli_open_files { English("Open the files that the session names") }
}
