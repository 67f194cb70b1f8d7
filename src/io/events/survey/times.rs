//! Which columns say when something happened: dates, times of day, and the parts of either.

use super::{
    Chosen, DateError, Dates, Decimals, Field, Fit, Rank, Sample, Surely, is_day_heading,
    is_number, plain_heading, positions,
};

/// A column of clocks is a time of day, and one called so that holds dates is a date.
pub(super) fn of_clocks_and_dates(
    sample: &Sample<'_>,
    index: usize,
    field: Field,
    surely: Surely,
) -> (Field, Surely) {
    let are_clocks = || sample.all(index, Dates::is_clock);
    let are_dates = || fit(sample, index, Field::Start) != Fit::Unread && !are_clocks();
    match field {
        Field::Start if are_clocks() => (Field::StartTime, surely),
        Field::End if are_clocks() => (Field::EndTime, surely),
        Field::StartTime if are_dates() => (Field::Start, surely),
        Field::EndTime if are_dates() => (Field::End, surely),
        _ => (field, surely),
    }
}

/// What stands under `from` and `to` and is all days or times of day says when, and not from where to where.
pub(super) fn ends_that_are_times(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    for (index, claim) in claims.iter_mut().enumerate() {
        let Some((field, (Chosen::ByHeading, own_fit, _))) = claim else {
            continue;
        };
        let [day, clock] = match field {
            Field::Origins => [Field::Start, Field::StartTime],
            Field::Targets => [Field::End, Field::EndTime],
            _ => continue,
        };
        let is_day = |cell: &str| {
            let is_bare = cell.parse::<f64>().is_ok();
            !is_bare && (Dates::default().span(cell).is_ok() || Dates::is_ambiguous(cell))
        };
        if sample.all(index, Dates::is_clock) {
            *field = clock;
        } else if sample.all(index, is_day) {
            *field = day;
            *own_fit = fit(sample, index, day);
        }
    }
}

/// A column called `time` beside the date is the time of day, whatever its values look like: each
/// that cannot be read is told.
pub(super) fn clocks_beside_dates(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    let is_date = |(field, (_, fit, surely)): &(Field, Rank)| {
        let is_one = *fit == Fit::Read || *surely != Surely::Perhaps;
        matches!(field, Field::Start | Field::StartYear) && is_one
    };
    let is_time = |index: &usize| {
        let plain = plain_heading(&sample.headings[*index]);
        let is_called_so = plain.split('_').any(|part| part == "time");
        let is_other = claims[*index].is_none_or(|(field, _)| field == Field::Start);
        is_called_so && is_other && field_of_time(&plain) && !sample.is_empty(*index)
    };
    let mut times = (0..claims.len()).filter(is_time);
    let (Some(index), None) = (times.next(), times.next()) else {
        return;
    };
    let mut others = (0..claims.len()).filter(|other| *other != index);
    let is_dated = others.any(|other| claims[other].as_ref().is_some_and(is_date));
    let has_clock = claims
        .iter()
        .flatten()
        .any(|(field, _)| *field == Field::StartTime);
    let are_clocks = || sample.all(index, Dates::may_be_clock);
    let are_dates = fit(sample, index, Field::Start) == Fit::Read;
    if is_dated && !has_clock && (!are_dates || are_clocks()) {
        let rank = (Chosen::ByHeading, Fit::Read, Surely::Plainly);
        claims[index] = Some((Field::StartTime, rank));
    }
}

/// Whether a heading with the word `time` speaks of when the thing happened.
fn field_of_time(plain: &str) -> bool {
    let meant = crate::model::field::meaning(plain);
    matches!(meant, Some((Field::Start | Field::StartTime, _)))
}

/// How well most values of a column go with a field.
pub(super) fn fit(sample: &Sample<'_>, index: usize, field: Field) -> Fit {
    let dates = Dates::default();
    let read: fn(&str, Dates) -> Fit = match field {
        Field::Start | Field::End | Field::Published => |cell, dates| match dates.span(cell) {
            Ok(_) => Fit::Read,
            Err(DateError::Ambiguous | DateError::ShortYear) => Fit::Ambiguous,
            Err(_) => Fit::Unread,
        },
        Field::StartMonth | Field::EndMonth => |_, _| Fit::Read,
        Field::Position => |cell, _| match positions::is_one(cell) {
            true => Fit::Read,
            false => Fit::Unread,
        },
        field if Decimals::concern(field) || field.is_part_of_a_time() => {
            |cell, _| match is_number(cell) || Dates::is_clock(cell) {
                true => Fit::Read,
                false => Fit::Unread,
            }
        }
        _ => return Fit::Read,
    };
    let mut counts = [0_usize; 3];
    for cell in sample.cells(index) {
        counts[read(cell, dates) as usize] += 1;
    }
    let all: usize = counts.iter().sum();
    match counts {
        [read, ..] if read * 2 >= all && read > 0 => Fit::Read,
        [read, ambiguous, _] if (read + ambiguous) * 2 >= all && all > 0 => Fit::Ambiguous,
        _ => Fit::Unread,
    }
}

/// An hour and a minute that have columns of their own are the time of day beside a date; a minute without an
/// hour, and either without a date, says nothing.
pub(super) fn hours_and_minutes(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    let is_dated = |(field, _): &(Field, Rank)| matches!(field, Field::Start | Field::StartYear);
    let is_dated = claims.iter().flatten().any(is_dated);
    let is_guess = |(_, (chosen, _, surely)): &(Field, Rank)| {
        *chosen == Chosen::ByHeading && *surely == Surely::Perhaps
    };
    let is_hour = |index: usize| sample.all(index, Dates::is_hour);
    for (index, claim) in claims.iter_mut().enumerate() {
        let is_no_hour = |of: &(Field, Rank)| {
            of.0 == Field::StartTime && is_guess(of) && !(is_dated && is_hour(index))
        };
        if claim.as_ref().is_some_and(is_no_hour) {
            *claim = None;
        }
    }
    for (hour, minute) in [
        (Field::StartTime, Field::StartMinute),
        (Field::EndTime, Field::EndMinute),
    ] {
        let has_hour = claims.iter().flatten().any(|(field, _)| *field == hour);
        for claim in claims.iter_mut() {
            let is_alone = |of: &(Field, Rank)| of.0 == minute && is_guess(of) && !has_hour;
            if claim.as_ref().is_some_and(is_alone) {
                *claim = None;
            }
        }
    }
}

/// Years, months and days are parts of a date where no column holds it whole; a column called `day`
/// beside a year and a month is one of them.
pub(super) fn parts_of_times(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    let has = |claims: &[Option<(Field, Rank)>], field: Field| {
        claims.iter().flatten().any(|(own, _)| *own == field)
    };
    // Beside a month, a number of the Russian and Ukrainian calendar is a day of it.
    if has(claims, Field::StartMonth) {
        for (index, claim) in claims.iter_mut().enumerate() {
            let is_day = |cell: &str| cell.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
            if plain_heading(&sample.headings[index]) == "число"
                && let Some((field @ Field::Count, (Chosen::ByHeading, ..))) = claim
                && sample.all(index, is_day)
            {
                *field = Field::StartDay;
            }
        }
    }
    if has(claims, Field::StartYear) && has(claims, Field::StartMonth) {
        for (index, claim) in claims.iter_mut().enumerate() {
            let plain = plain_heading(&sample.headings[index]);
            if let Some((field @ Field::Start, (Chosen::ByHeading, fit, _))) = claim {
                match plain.as_str() {
                    day if is_day_heading(day) => *field = Field::StartDay,
                    "time" if *fit == Fit::Unread => *field = Field::StartTime,
                    _ => {}
                }
            }
        }
    }
    for (whole, parts) in [
        (
            Field::Start,
            [Field::StartYear, Field::StartMonth, Field::StartDay],
        ),
        (Field::End, [Field::EndYear, Field::EndMonth, Field::EndDay]),
    ] {
        let is_whole = |(field, (_, fit, _)): &(Field, Rank)| *field == whole && *fit == Fit::Read;
        let is_stated = claims.iter().flatten().any(is_whole);
        for claim in claims.iter_mut() {
            let is_part = |(field, (chosen, ..)): (Field, Rank)| {
                parts.contains(&field) && chosen == Chosen::ByHeading
            };
            // Without a year, a month or a day says nothing.
            let drop = claim.is_some_and(is_part) && is_stated;
            if drop {
                *claim = None;
            }
        }
        let has_year = has(claims, parts[0]);
        for claim in claims.iter_mut() {
            if let Some((field, (chosen, fit, _))) = *claim {
                let is_alone = parts[1..].contains(&field) && !has_year;
                let is_beaten = field == whole && has_year && fit != Fit::Read;
                if (is_alone || is_beaten) && chosen == Chosen::ByHeading {
                    *claim = None;
                }
            }
        }
    }
}
