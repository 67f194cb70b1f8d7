//! Own reports that wait to be added to the archive of a team. They are part of a person's own work, and of no link and
//! no project: what others hand over has nothing added anywhere.

use std::{collections::BTreeMap, sync::Arc};

use crate::model::SourceUri;

/// Where a report is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The archive, as it was opened.
    pub archive: SourceUri,
    /// Whether it supersedes what somebody else has added of it.
    pub corrects: bool,
}

/// Reports by their ids.
pub type Waiting = BTreeMap<Arc<str>, Sending>;

const CORRECTS: &str = "corrects";
const ADDS: &str = "adds";

/// As one line: the id, a tab, whether it corrects, a tab, and the archive.
pub fn write_line(id: &str, sending: &Sending) -> String {
    let how = match sending.corrects {
        true => CORRECTS,
        false => ADDS,
    };
    format!("{id}\t{how}\t{}", sending.archive)
}

/// What a line of [`write_line`] says; `None` where it is none.
pub fn read_line(line: &str) -> Option<(Arc<str>, Sending)> {
    let (id, rest) = line.split_once('\t')?;
    let (how, archive) = rest.split_once('\t')?;
    let corrects = match how {
        CORRECTS => true,
        ADDS => false,
        _ => return None,
    };
    let archive = SourceUri::parse(archive);
    Some((id.into(), Sending { archive, corrects }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_read_as_it_was_written() {
        for corrects in [false, true] {
            let archive = SourceUri::parse("postgresql://anna@host/desk?schema=front");
            let sending = Sending { archive, corrects };
            let line = write_line("own/az-mod/2022-08-07/1a", &sending);
            let read = read_line(&line);
            assert_eq!(read, Some(("own/az-mod/2022-08-07/1a".into(), sending)));
        }
        assert_eq!(read_line("own/a\tsoon\tpostgresql://host/desk"), None);
        assert_eq!(read_line("own/a"), None);
    }
}
