//! A report as plain English sentences of our own, which [`read`](super::StatementReader::read)
//! understands.

use crate::model::{
    Activity, Amount, Atlas, CasualtyKind, Day, Language, LineKind, Moment, Party, Stance,
    TimePrecision, Weapon,
    draft::{ClaimDraft, ReportDraft, SiteDraft},
};

/// What a report claims, in sentences; what it denies is in none of them. A place stands under its English
/// name.
pub fn in_sentences(report: &ReportDraft, atlas: &Atlas) -> String {
    let mut sentences = Vec::new();
    if let Some(total) = report.total {
        sentences.push(match total {
            Amount::Exact(0) => "No ceasefire violations were recorded.".to_owned(),
            _ => format!(
                "In total, fire was opened {} over the past 24 hours.",
                times(total)
            ),
        });
    }
    let denies_all = report.stance == Stance::Denial;
    let claims = report.claims.iter();
    let claims = claims.filter(|claim| !claim.denied && !denies_all);
    for (nth, claim) in claims.enumerate() {
        let event = event(claim, atlas);
        sentences.push(match nth {
            0 => format!("{}.", capitalised(&event)),
            _ => format!("Moreover, {event}."),
        });
        if let Some(rounds) = claim.rounds {
            sentences.push(format!("{} rounds were fired.", stated(rounds)));
        }
        sentences.extend(losses(claim));
    }
    sentences.join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn times(count: Amount) -> String {
    match count {
        Amount::Exact(1) => "once".to_owned(),
        count => format!("{} times", stated(count)),
    }
}

/// A number in words that are read again as what it is; an estimate as the span that it lies in.
fn stated(amount: Amount) -> String {
    match amount {
        Amount::Exact(number) => number.to_string(),
        Amount::AtLeast(number) => format!("at least {number}"),
        Amount::MoreThan(number) => format!("more than {number}"),
        Amount::AtMost(number) => format!("at most {number}"),
        Amount::LessThan(number) => format!("fewer than {number}"),
        Amount::About(number) => format!("about {number}"),
        Amount::Between(low, high) | Amount::Best { low, high, .. } => format!("{low} to {high}"),
    }
}

/// One claim as a sentence without its full stop.
fn event(claim: &ClaimDraft, atlas: &Atlas) -> String {
    let (start, end, precision) = claim.when.stated();
    let is_zero = claim.count == Some(Amount::Exact(0));
    let mut words = vec![time(start, end, precision)];
    match (claim.activity, claim.by) {
        (Activity::Mine, Party::Civilian | Party::Unknown) => {
            words.push("a mine exploded".to_owned())
        }
        (Activity::Mine, by) => words.push(format!("a mine laid by {} exploded", actor(by))),
        (_, by) if is_zero => {
            words.push("no ceasefire violations were recorded".to_owned());
            if !matches!(by, Party::Civilian | Party::Unknown) {
                words.push(format!("by {}", actor(by)));
            }
        }
        _ => words.extend([actor(claim.by).to_owned(), act(claim).to_owned()]),
    }
    if let Some(count) = claim.count.filter(|_| !is_zero) {
        words.push(times(count));
    }
    let in_zone = |sites: &[SiteDraft]| {
        let mut keys = sites.iter().filter_map(|site| site.zone.as_deref());
        keys.any(|key| atlas.line_by_key(key).is_none())
    };
    let from_zone = in_zone(&claim.origins);
    if from_zone {
        words.push(
            "from the territory where Russian peacekeepers are temporarily deployed".to_owned(),
        );
    }
    let list = |sites: &[SiteDraft]| {
        let names = sites.iter().filter(|site| site.zone.is_none());
        joined(names.map(|site| place(site, atlas)).collect())
    };
    // A sentence says of a stretch that it is one where it is all that is named at an end.
    let stretch = |sites: &[SiteDraft]| match sites {
        [from, to] if to.stretch && from.zone.is_none() && to.zone.is_none() => Some(format!(
            "the stretch from {} to {}",
            alone(from, atlas),
            alone(to, atlas)
        )),
        _ => None,
    };
    let at = match is_zero {
        true => "in the direction of",
        false => "at positions in the direction of",
    };
    for (sites, before) in [
        (&claim.origins, "from positions in the direction of"),
        (&claim.targets, at),
        (&claim.places, at),
    ] {
        if let Some(stretch) = stretch(sites) {
            let before = before.replace("in the direction of", "along");
            words.push(format!("{before} {stretch}"));
            continue;
        }
        let list = list(sites);
        if !list.is_empty() {
            words.push(format!("{before} {list}"));
        }
    }
    if in_zone(&claim.targets) {
        words.push("in the zone of responsibility of the Russian peacekeepers".to_owned());
    }
    let along = [&claim.origins, &claim.targets, &claim.places].into_iter();
    let along = along.flatten().filter_map(|site| site.zone.as_deref());
    let mut along = along.filter_map(|key| atlas.line_by_key(key));
    if let Some(line) = along.next() {
        words.push(match atlas.lines()[line].kind {
            LineKind::LineOfContact => "along the line of contact".to_owned(),
            _ => format!(
                "along the {}",
                atlas.lines()[line].names.get(Language::English)
            ),
        });
    }
    let weapons: Vec<String> = claim
        .weapons
        .iter()
        .map(|it| weapon(*it).to_owned())
        .collect();
    if !weapons.is_empty() {
        words.push(format!("using {}", joined(weapons)));
    }
    words.retain(|words| !words.is_empty());
    words.join(" ")
}

fn losses(claim: &ClaimDraft) -> Vec<String> {
    if claim.losses_denied {
        return vec!["There were no losses.".to_owned()];
    }
    let of = match claim.casualty_side {
        Some(Party::Armenia) => "Armenian ",
        Some(Party::Azerbaijan) => "Azerbaijani ",
        _ => "",
    };
    let of_kind = match claim.casualty_kind {
        Some(CasualtyKind::Police) => Some("police officers"),
        Some(CasualtyKind::Civilians) => Some("civilians"),
        Some(CasualtyKind::Peacekeepers) => Some("peacekeepers"),
        Some(CasualtyKind::Medics) => Some("medics"),
        Some(CasualtyKind::Journalists) => Some("journalists"),
        Some(CasualtyKind::Soldiers | CasualtyKind::Mixed) | None => None,
    };
    let of_kind = of_kind.map(|people| [of, people].concat());
    let side = match claim.casualty_side {
        Some(Party::Armenia) => "Armenian servicemen",
        Some(Party::Azerbaijan) => "Azerbaijani servicemen",
        Some(Party::NagornoKarabakh) => "servicemen of the Defense Army",
        Some(Party::Civilian) => "civilians",
        Some(Party::Unknown) | None if claim.casualty_kind == Some(CasualtyKind::Soldiers) => {
            "servicemen"
        }
        Some(Party::Unknown) | None => "people",
    };
    let side = of_kind.as_deref().unwrap_or(side);
    let counted = [(claim.killed, "killed"), (claim.wounded, "wounded")];
    let parts: Vec<String> = counted
        .into_iter()
        .filter_map(|(number, what)| Some(format!("{} {side} were {what}", stated(number?))))
        .collect();
    if parts.is_empty() {
        return parts;
    }
    vec![format!("{}.", joined(parts))]
}

fn actor(by: Party) -> &'static str {
    match by {
        Party::Armenia => "units of the Armenian armed forces",
        Party::Azerbaijan => "units of the Azerbaijani armed forces",
        Party::NagornoKarabakh => "members of illegal Armenian armed detachments",
        Party::Civilian | Party::Unknown => "an unidentified side",
    }
}

fn act(claim: &ClaimDraft) -> &'static str {
    match claim.activity {
        Activity::CeasefireViolation => "violated the ceasefire",
        Activity::Attack => "attacked",
        Activity::Reconnaissance => "carried out reconnaissance",
        Activity::Fortification => "carried out fortification",
        Activity::Advance => "moved forward",
        Activity::Fire
        | Activity::Shelling
        | Activity::Sniper
        | Activity::DroneStrike
        | Activity::Mine
        | Activity::Other => "opened fire",
    }
}

fn time(start: Option<Moment>, end: Option<Moment>, precision: TimePrecision) -> String {
    let overnight = precision == TimePrecision::PartOfDay;
    match (start, end) {
        (Some(Moment::Clock(start)), Some(Moment::Clock(end))) => {
            let (from, to) = (start.clock(), end.clock());
            format!(
                "starting from {:02}:{:02} on {} to {:02}:{:02} on {},",
                from.0,
                from.1,
                date(start.day()),
                to.0,
                to.1,
                date(end.day())
            )
        }
        (Some(Moment::Clock(at)), _) => {
            let (hour, minute) = at.clock();
            format!("on {} at {hour:02}:{minute:02},", date(at.day()))
        }
        (Some(Moment::Day(first)), Some(last)) if last.start().day() != first => {
            format!("on {} and {},", date(first), date(last.start().day()))
        }
        (Some(Moment::Day(day)), _) if overnight => format!("on the evening of {},", date(day)),
        (Some(Moment::Day(day)), _) => format!("on {},", date(day)),
        (None, Some(end)) => format!("on {},", date(end.start().day())),
        (None, None) => String::new(),
    }
}

fn date(day: Day) -> String {
    day.date().strftime("%B %-d, %Y").to_string()
}

/// A settlement without its region, for sentences in which a region would stand between two names.
fn alone(site: &SiteDraft, atlas: &Atlas) -> String {
    let bare = SiteDraft {
        region: site.region.clone().filter(|_| site.settlement.is_none()),
        ..site.clone()
    };
    place(&bare, atlas)
}

fn place(site: &SiteDraft, atlas: &Atlas) -> String {
    let region = site
        .region
        .as_deref()
        .map(|key| match atlas.region_by_key(key) {
            Some(id) => {
                let name = atlas.regions()[id].names.get(Language::English);
                let name = name.split(" (").next().unwrap_or(name);
                format!("the {name} region")
            }
            None => format!("the {key} region"),
        });
    let settlement = site.settlement.as_deref().map(|key| {
        let known = atlas
            .settlements()
            .find(|settlement| *settlement.key == *key);
        let name = known.map_or(key, |id| {
            atlas.settlements()[id].names.get(Language::English)
        });
        name.split(" (").next().unwrap_or(name).to_owned()
    });
    match (settlement, region) {
        (Some(settlement), Some(region)) => format!("{settlement} settlement of {region}"),
        (Some(settlement), None) => format!("{settlement} settlement"),
        (None, region) => region.unwrap_or_default(),
    }
}

fn weapon(weapon: Weapon) -> &'static str {
    match weapon {
        Weapon::SmallArms => "small arms",
        Weapon::MachineGun => "machine guns",
        Weapon::SniperRifle => "sniper rifles",
        Weapon::LargeCalibre => "large-calibre weapons",
        Weapon::VariousCalibre => "various calibre weapons",
        Weapon::GrenadeLauncher => "grenade launchers",
        Weapon::Mortar => "mortars",
        Weapon::Artillery => "artillery",
        Weapon::Quadcopter => "quadcopters",
        Weapon::CombatDrone => "combat drones",
        Weapon::Other => "other arms",
    }
}

/// "a", "a and b", "a, b and c".
fn joined(parts: Vec<String>) -> String {
    match parts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
