//! A report that a person adds to an archive by itself, with who and when: once, however often it is tried. One that
//! the archive has already is corrected by a further row that supersedes it; nothing is changed.

use std::sync::Arc;

use postgres::Client;

use super::{
    Address, Fault, Loaded, ToLoad,
    loading::{MOST_TRIES, load_once, team_of},
};
use crate::{
    io::{Input, reports},
    model::{
        Places,
        draft::{ReportDraft, ReporterDraft},
        report::OWN_ID,
    },
    words::team_archive as words,
};

/// A report that is to be added.
#[derive(Clone)]
pub struct ToAdd {
    pub report: ReportDraft,
    /// Who states it, where not everybody knows.
    pub reporter: Option<ReporterDraft>,
    /// What its places are.
    pub places: Arc<Places>,
    /// Whether it supersedes one that somebody else added.
    pub corrects: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is there now, under that name.
    Added {
        name: String,
        /// Whether it supersedes an earlier one.
        corrects: bool,
    },
    /// The very same was there before: since when, and by whom.
    Already {
        name: String,
        since: String,
        by: String,
    },
    /// Somebody else has added that report and says something else of it. Nothing was added.
    Differs { since: String, by: String },
}

/// The id of an own report in an archive, where it is nobody's own.
pub fn id_in_archive(own: &str) -> &str {
    own.strip_prefix(OWN_ID).unwrap_or(own)
}

/// Adds a report in one transaction.
///
/// # Errors
///
/// Where the server does not take it; then it has nothing of it.
pub fn add(client: &mut Client, address: &Address, to_add: &ToAdd) -> Result<Outcome, Fault> {
    let mut report = to_add.report.clone();
    report.id = id_in_archive(&report.id).to_owned();
    let text = reports::write_one(&report);
    let Input { sha256, .. } = Input::of_bytes("", text.as_bytes());
    let team = team_of(client, address, None)?;
    let name = report.id.clone();
    let reporters: Vec<ReporterDraft> = to_add.reporter.iter().cloned().collect();
    let of_one = vec![report];
    for _ in 0..MOST_TRIES {
        let known = client.query_opt(
            "SELECT report.id, entered_by = session_user, to_char(entered_at, 'YYYY-MM-DD HH24:MI \"UTC\"'), \
             entered_by, sha256 = $3 FROM source JOIN report ON report.source = source.id \
             WHERE is_report AND source.team = $1 AND key = $2 AND NOT EXISTS \
             (SELECT FROM report AS later WHERE later.supersedes = report.id) \
             ORDER BY report.id DESC LIMIT 1",
            &[&team, &name, &sha256],
        )?;
        let mut supersedes = None;
        if let Some(row) = known {
            let (is_mine, is_same): (bool, bool) = (row.get(1), row.get(4));
            if !is_mine && !is_same && !to_add.corrects {
                return Ok(Outcome::Differs {
                    since: row.get(2),
                    by: row.get(3),
                });
            }
            supersedes = Some(row.get::<_, i64>(0)).filter(|_| !is_same);
        }
        let file = ToLoad {
            name: &name,
            sha256: &sha256,
            bytes: text.len() as u64,
            reporters: &reporters,
            team: Some(&team),
            reports: &of_one,
            positions: &|site| to_add.places.position_of(site),
            report: Some(supersedes),
        };
        match load_once(client, &team, &file)? {
            Some(Loaded::Added { name, .. }) => {
                return Ok(Outcome::Added {
                    name,
                    corrects: supersedes.is_some(),
                });
            }
            Some(Loaded::Already {
                name, since, by, ..
            }) => return Ok(Outcome::Already { name, since, by }),
            None => {}
        }
    }
    Err(Fault::Said(words::others_at_once().to_owned()))
}
