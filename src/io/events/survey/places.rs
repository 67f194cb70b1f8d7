//! Which columns name a place, and which the region that it lies in.

use super::{Chosen, Field, Fit, Rank, Sample, Surely, is_number, plain_heading};
use crate::{io::features::is_web_address, model::field::region_heading};

/// Numbers are no names: they are those of a list, or codes.
pub(super) fn numbers_are_no_names(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    for (index, claim) in claims.iter_mut().enumerate() {
        if let Some((field, (Chosen::ByHeading, ..))) = claim
            && (*field == Field::Places || field.is_of_a_region())
            && sample.all(index, is_number)
        {
            *claim = None;
        }
    }
}

/// A region beside a closer name is where that lies: of several places of the name it says which is meant.
pub(super) fn regions_beside_names(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    let of_region = |index: usize| {
        let by_tag = sample.tags.and_then(|tags| region_of_tag(tags.get(index)?));
        region_heading(&plain_heading(&sample.headings[index])).or(by_tag)
    };
    let is_by_heading = |claim: &Option<(Field, Rank)>, of: Field| match claim {
        Some((field, (chosen, ..))) => *field == of && *chosen == Chosen::ByHeading,
        None => false,
    };
    let names: Vec<usize> = (0..claims.len())
        .filter(|index| matches!(claims[*index], Some((Field::Places, _))))
        .collect();
    let is_closer = |index: &&usize| {
        let is_person = !is_by_heading(&claims[**index], Field::Places);
        is_person || of_region(**index).is_none()
    };
    let closest = match names.iter().find(is_closer) {
        Some(name) => Some(*name),
        // A district within a province.
        None => names.iter().copied().min_by_key(|index| of_region(*index)),
    };
    let is_placed = sample.has_geometry
        || claims.iter().flatten().any(|(field, _)| {
            field.is_part_of_a_position() && *field != Field::PrecisionKm
                || *field == Field::Position
        });
    // A tag says that it holds names; codes have figures. Where a position stands, its region says little more.
    let has_figures = |cell: &str| cell.contains(|letter: char| letter.is_ascii_digit());
    let holds_names = |index: usize| {
        let by_tag = sample.tags.is_some() && of_region(index).is_some();
        by_tag || !is_placed && sample.all(index, |cell| !has_figures(cell))
    };
    let alone = (0..claims.len())
        .filter(|index| closest.is_none() && is_by_heading(&claims[*index], Field::InRegion))
        .filter(|index| holds_names(*index))
        .min_by_key(|index| !sample.headings[*index].contains('2'));
    for (index, claim) in claims.iter_mut().enumerate() {
        let region = of_region(index);
        if alone == Some(index) {
            *claim = claim.map(|(_, rank)| (Field::Places, rank));
        } else if alone.is_none() && is_by_heading(claim, Field::InRegion) && closest.is_none() {
            *claim = None;
        } else if is_by_heading(claim, Field::Places)
            && closest != Some(index)
            && let (Some(surely), Some((field, rank))) = (region, claim.as_mut())
        {
            *field = Field::InRegion;
            rank.2 = surely;
        } else if is_by_heading(claim, Field::InRegion)
            && let Some((_, rank)) = claim.as_mut()
        {
            let is_second = sample.headings[index].contains('2');
            rank.2 = if is_second {
                Surely::Plainly
            } else {
                Surely::Perhaps
            };
        }
    }
}

/// In messages of chats, as Telegram exports them, `from` beside `from_id` is who sent it, and no place.
pub(super) fn senders(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    let column = |name: &str| sample.headings.iter().position(|heading| heading == name);
    if let (Some(from), Some(_)) = (column("from"), column("from_id"))
        && let Some((field @ Field::Origins, (Chosen::ByHeading, ..))) = &mut claims[from]
    {
        *field = Field::Reporter;
    }
}

/// The region of an end is that end where no closer name stands beside it.
pub(super) fn regions_of_ends(claims: &mut [Option<(Field, Rank)>]) {
    for (place, region) in [
        (Field::Origins, Field::OriginInRegion),
        (Field::Targets, Field::TargetInRegion),
    ] {
        let is = |claim: &Option<(Field, Rank)>, of: Field| claim.is_some_and(|(own, _)| own == of);
        if claims.iter().any(|claim| is(claim, place)) {
            continue;
        }
        let alone = claims.iter_mut().filter(|claim| is(claim, region));
        alone.flatten().for_each(|(own, _)| *own = place);
    }
}

/// What a tag of the Humanitarian Exchange Language says of a region: of two levels, the second is the closer.
fn region_of_tag(tag: &str) -> Option<Surely> {
    let tag = tag.trim().to_lowercase();
    match tag.split('+').next()?.trim() {
        "#adm2" => Some(Surely::Plainly),
        "#adm1" => Some(Surely::Perhaps),
        _ => None,
    }
}

/// A source that is a web address, as most of its column are, is where to find the report, and not who
/// says it.
pub(super) fn with_addresses(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
    let has_url = claims
        .iter()
        .flatten()
        .any(|(field, _)| *field == Field::Url);
    for (index, claim) in claims.iter_mut().enumerate() {
        let Some((field, rank @ (Chosen::ByHeading, ..))) = *claim else {
            continue;
        };
        let is_address = |sample: &Sample<'_>| sample.most(index, is_web_address);
        match field {
            Field::Reporter if is_address(sample) => {
                *claim = (!has_url).then_some((Field::Url, rank));
            }
            // The address of a house or a village.
            Field::Url
                if plain_heading(&sample.headings[index]) == "address"
                    && !sample.is_empty(index)
                    && !is_address(sample) =>
            {
                let rank = (Chosen::ByHeading, Fit::Read, Surely::Perhaps);
                *claim = Some((Field::Places, rank));
            }
            _ => {}
        }
    }
}
