//! From a report with at most one incident group to a row of columns: the general way, which is
//! always right. What is faster has to do the same.

use super::columns::{Columns, End, Entry};
use crate::model::{
    When,
    dataset::{KindDraft, NOWHERE, UNDATED, UNSTATED},
    draft::{ReportDraft, SiteDraft},
    geo::{LonLat, on_the_map},
    time::Interval,
};

/// Puts a report into the columns. `offset` is where in the file its row begins.
pub fn push(report: &ReportDraft, offset: u64, columns: &mut Columns) {
    let group = report.groups.first();
    let when = match group {
        Some(group) => group.when,
        None => report.published.map_or(When::Undated, When::Published),
    };
    let [start, end] = seconds(when.interval());
    let ends = match group {
        Some(group) => {
            [&group.origins, &group.targets, &group.places].map(|sites| self::end(sites, columns))
        }
        None => [End::NONE; 3],
    };
    let kind = columns.kind(KindDraft {
        reporter: report.reporter.as_str().into(),
        stance: report.stance,
        repeated: report.duplicate_of.is_some(),
        incident: group.map(|group| (group.activity, group.by)),
    });
    let stated = |number: Option<u32>| number.unwrap_or(UNSTATED);
    columns.push(&Entry {
        start,
        end,
        kind,
        ends,
        count: stated(group.and_then(|group| group.count)),
        killed: stated(group.and_then(|group| group.killed)),
        wounded: stated(group.and_then(|group| group.wounded)),
        offset,
    });
}

/// An interval as columns hold it.
pub fn seconds(interval: Option<Interval>) -> [i64; 2] {
    interval.map_or([UNDATED; 2], |interval| {
        [interval.start().0, interval.end().0]
    })
}

/// A single place with a position on the map is held as name and position, any other as it is.
pub fn end(sites: &[SiteDraft], columns: &mut Columns) -> End {
    if let [site] = sites
        && let Some(at) = site.at
        && on_the_map(at)
    {
        let name = SiteDraft {
            at: None,
            ..site.clone()
        };
        return End {
            sites: name_alone(name, columns),
            position: units(at),
        };
    }
    End {
        sites: columns.sites(sites.to_vec()),
        position: NOWHERE,
    }
}

/// The number of a place without its position; that of no place where nothing is left of it.
pub fn name_alone(site: SiteDraft, columns: &mut Columns) -> u32 {
    match site == SiteDraft::default() {
        true => 0,
        false => columns.sites(vec![site]),
    }
}

/// In units of 1e-7 degrees, for a position on the map.
pub fn units(at: LonLat) -> [i32; 2] {
    [at.x, at.y].map(|degrees| (degrees * 1e7).round() as i32)
}
