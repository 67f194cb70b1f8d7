//! Columns that hold a part of what another states: the minutes and seconds of degrees, and which half of the day
//! hours are counted in.

use super::{
    Chosen, Dates, Decimals, Field, Fit, Rank, Sample, Severity, Surely, Survey, plain_heading,
    reading,
};

fn column(claims: &[Option<(Field, Rank)>], field: Field) -> Option<usize> {
    let is_it = |claim: &Option<(Field, Rank)>| claim.is_some_and(|(own, _)| own == field);
    claims.iter().position(is_it)
}

/// Minutes and seconds beside whole degrees are parts of them; beside anything else they are something else, such
/// as the least of the latitudes of an area.
pub(super) fn of_degrees(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    let number = |field: Field, cell: &str| Decimals::default().read(field, cell).ok();
    let has_extremes = sample.headings.iter().any(|heading| {
        let plain = plain_heading(heading);
        plain
            .split('_')
            .any(|part| matches!(part, "max" | "maximum"))
    });
    for (degrees, end, [minutes, seconds]) in [
        (
            Field::Lat,
            Field::TargetLat,
            [Field::LatMinutes, Field::LatSeconds],
        ),
        (
            Field::Lon,
            Field::TargetLon,
            [Field::LonMinutes, Field::LonSeconds],
        ),
    ] {
        let Some(of_minutes) = column(claims, minutes) else {
            drop_guess(claims, seconds);
            continue;
        };
        // `lat d` beside `lat m` is no destination.
        if column(claims, degrees).is_none()
            && let Some(index) = column(claims, end)
            && plain_heading(&sample.headings[index]).ends_with("_d")
            && let Some((field, _)) = &mut claims[index]
        {
            *field = degrees;
        }
        let are_parts = |index: Option<usize>, field: Field| {
            let is_one =
                |cell: &str| number(field, cell).is_some_and(|part| (0.0..60.0).contains(&part));
            index.is_none_or(|index| sample.is_empty(index) || sample.most(index, is_one))
        };
        let is_whole = |cell: &str| {
            let cell = cell.trim_end_matches(['°', 'º', '˚']);
            number(degrees, cell).is_some_and(|degrees| degrees.fract() == 0.0)
        };
        let of_whole = column(claims, degrees).is_some_and(|index| sample.most(index, is_whole));
        if has_extremes
            || !of_whole
            || !are_parts(Some(of_minutes), minutes)
            || !are_parts(column(claims, seconds), seconds)
        {
            drop_guess(claims, minutes);
            drop_guess(claims, seconds);
        }
    }
}

/// Takes a column for nothing that its heading alone made that field.
fn drop_guess(claims: &mut [Option<(Field, Rank)>], of: Field) {
    for claim in claims {
        if claim.is_some_and(|(field, (chosen, ..))| field == of && chosen == Chosen::ByHeading) {
            *claim = None;
        }
    }
}

impl Survey {
    /// A column of AM and PM beside times of day says which half of the day these are of. Under a heading that does
    /// not say so it has to hold a PM: AM may stand for a side.
    pub(super) fn halves_of_days(
        &mut self,
        sample: &Sample<'_>,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        let is_timed = [Field::StartTime, Field::Start];
        let is_timed = is_timed
            .iter()
            .any(|field| column(claims, *field).is_some());
        if !is_timed {
            return drop_guess(claims, Field::StartHalf);
        }
        if column(claims, Field::StartHalf).is_some() {
            return;
        }
        let mut free = (0..claims.len()).filter(|index| claims[*index].is_none());
        let found = free.find(|index| {
            let has_pm = sample
                .cells(*index)
                .any(|cell| Dates::half_of_day(cell) == Some(true));
            has_pm && sample.all(*index, |cell| Dates::half_of_day(cell).is_some())
        });
        if let Some(index) = found {
            let rank = (Chosen::ByHeading, Fit::Read, Surely::Perhaps);
            claims[index] = Some((Field::StartHalf, rank));
            let heading = sample.headings[index].clone();
            self.by_looks.push((heading, Field::StartHalf));
        }
    }

    /// A column called `total` that is the sum of killed and wounded is no number of incidents; of a single row
    /// nobody can tell.
    pub(super) fn sums_of_losses(
        &mut self,
        sample: &Sample<'_>,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        let columns = [Field::Total, Field::Killed, Field::Wounded];
        let [Some(total), Some(killed), Some(wounded)] = columns.map(|field| column(claims, field))
        else {
            return;
        };
        let is_guess = claims[total].is_some_and(|(_, (chosen, ..))| chosen == Chosen::ByHeading);
        let numbers = |index: usize| {
            let cells = sample.all_cells(index);
            cells.map(|cell| cell.parse::<f64>().ok())
        };
        // Nothing and nothing make nothing of whatever is counted.
        let mut telling = 0;
        let all = numbers(total).zip(numbers(killed)).zip(numbers(wounded));
        let are_sums = all.into_iter().all(|((total, killed), wounded)| {
            telling += usize::from(total.is_some_and(|total| total != 0.0));
            total.is_none_or(|total| total == killed.unwrap_or(0.0) + wounded.unwrap_or(0.0))
        });
        // Where a row is a claim of a report, as this program writes them, it is the number that the report states.
        let of_reports = [Field::Report, Field::Stance];
        let is_of_reports = of_reports
            .iter()
            .all(|field| column(claims, *field).is_some());
        // Of features that leave properties out, the cells of a row do not stand side by side.
        let are_rows = [total, killed, wounded]
            .into_iter()
            .all(|index| sample.columns[index].len() == sample.rows);
        if is_guess && are_rows && are_sums && telling > 0 && !is_of_reports {
            claims[total] = None;
            let heading = sample.headings[total].clone();
            let what = reading::sum_of_losses().to_owned();
            self.settled.push((Severity::Doubt, heading, what));
        }
    }

    /// Beside a day as the clock of a computer had it, the same instant in seconds since 1970 says when it was.
    pub(super) fn instants_beside_days(
        &mut self,
        sample: &Sample<'_>,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        const BEHIND: [&str; 5] = ["_unixtime", "_unix", "_epoch", "_unix_time", "_timestamp"];
        for index in 0..claims.len() {
            let Some((Field::Start, (Chosen::ByHeading, ..))) = claims[index] else {
                continue;
            };
            let plain = plain_heading(&sample.headings[index]);
            let is_instant = |other: &usize| {
                let own = plain_heading(&sample.headings[*other]);
                let is_of_it = BEHIND
                    .iter()
                    .any(|behind| own.strip_suffix(behind) == Some(&*plain));
                is_of_it && sample.all(*other, Dates::counts_from_1970)
            };
            let Some(other) = (0..claims.len()).find(is_instant) else {
                continue;
            };
            let is_chosen =
                claims[other].is_some_and(|(_, (chosen, ..))| chosen == Chosen::ByPerson);
            if is_chosen {
                continue;
            }
            claims[other] = claims[index].take();
            let heading = sample.headings[index].clone();
            let what = reading::instant_beside(&sample.headings[other]);
            self.settled.push((Severity::Remark, heading, what));
            return;
        }
    }
}
