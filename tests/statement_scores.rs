//! How well statements are read: scores over made-up statements whose facts a person read, held to
//! floors. `SHOW=en` prints the slips in the statements of a language that rules may be written from.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use contactline::{
    io::{
        Source, read_data_folder,
        statement::{About, Certainty, FactKind, Reading, StatementReader},
    },
    model::{
        Activity, Amount, Atlas, Day, Party, Stance,
        draft::{ClaimDraft, SiteDraft},
        enum_names::word,
    },
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// A claim as it is compared, whether a person read it or the program.
#[derive(Clone, Debug, Default, PartialEq)]
struct Claim {
    /// Its place in the report, where the program read it.
    at: usize,
    by: String,
    origins: [BTreeSet<String>; 2],
    targets: [BTreeSet<String>; 2],
    count: Option<u64>,
    day: Option<String>,
    killed: Option<u64>,
    wounded: Option<u64>,
}

const QUIET: [&str; 2] = ["reconnaissance", "fortification"];

/// The number alone: what was read by hand does not say of what kind it is.
fn number(of: Amount) -> u64 {
    of.number().into()
}

fn expected(claim: &Value) -> Option<Claim> {
    let ends = |key: &str| {
        let mut ends = [BTreeSet::new(), BTreeSet::new()];
        for end in claim[key].as_array().into_iter().flatten() {
            let text = |key: &str| end[key].as_str().map(str::to_owned);
            ends[0].extend(text("zone").or(text("region")));
            ends[1].extend(text("zone").or(text("place")));
        }
        ends
    };
    (!QUIET.contains(&claim["activity"].as_str()?)).then(|| Claim {
        by: claim["by"].as_str().unwrap_or_default().to_owned(),
        origins: ends("origins"),
        targets: ends("targets"),
        count: claim["count"].as_u64(),
        day: claim["start"].as_str().map(|start| start[..10].to_owned()),
        killed: claim["killed"].as_u64(),
        wounded: claim["wounded"].as_u64(),
        at: 0,
    })
}

fn read(at: usize, claim: &ClaimDraft, atlas: &Atlas) -> Option<Claim> {
    let known = |key: &str| {
        let mut rows = atlas.settlements().rows().iter();
        rows.any(|settlement| &*settlement.key == key)
    };
    let ends = |sites: &[SiteDraft]| {
        let mut ends = [BTreeSet::new(), BTreeSet::new()];
        for site in sites {
            let place = site.settlement.clone().filter(|key| known(key));
            ends[0].extend(site.zone.clone().or(site.region.clone()));
            ends[1].extend(site.zone.clone().or(place));
        }
        ends
    };
    let activity = word(&Activity::ALL, claim.activity);
    (!QUIET.contains(&activity)).then(|| Claim {
        by: word(&Party::ALL, claim.by).to_owned(),
        origins: ends(&claim.origins),
        targets: ends(&claim.targets),
        count: claim.count.map(number),
        day: claim
            .when
            .stated()
            .0
            .map(|start| start.start().day().to_string()),
        killed: claim.killed.map(number),
        wounded: claim.wounded.map(number),
        at,
    })
}

/// How much two claims have in common.
fn likeness(one: &Claim, other: &Claim) -> f64 {
    let share = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let all = one.union(other).count();
        if all == 0 {
            0.5
        } else {
            one.intersection(other).count() as f64 / all as f64
        }
    };
    share(&one.origins[0], &other.origins[0])
        + share(&one.targets[0], &other.targets[0])
        + if one.by == other.by { 0.3 } else { 0.0 }
        + if one.count == other.count { 0.2 } else { 0.0 }
}

/// The likest claims beside each other; what is left over stands beside nothing.
fn pairs(expected: Vec<Claim>, read: Vec<Claim>) -> Vec<(Option<Claim>, Option<Claim>)> {
    let mut likest = Vec::new();
    for (at, one) in expected.iter().enumerate() {
        for (other_at, other) in read.iter().enumerate() {
            likest.push((likeness(one, other), at, other_at));
        }
    }
    likest.sort_by(|one, other| other.partial_cmp(one).expect("likeness is a number"));
    let mut expected: Vec<Option<Claim>> = expected.into_iter().map(Some).collect();
    let mut read: Vec<Option<Claim>> = read.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    for (likeness, at, other) in likest {
        if likeness > 0.0 && expected[at].is_some() && read[other].is_some() {
            pairs.push((expected[at].take(), read[other].take()));
        }
    }
    pairs.extend(expected.into_iter().flatten().map(|one| (Some(one), None)));
    pairs.extend(read.into_iter().flatten().map(|one| (None, Some(one))));
    pairs
}

/// Found, missed and invented ends; facts right and wrong.
#[derive(Clone, Debug, Default)]
struct Score {
    ends: [[u32; 3]; 2],
    facts: BTreeMap<&'static str, [u32; 2]>,
    /// Facts the reader calls sure: right, all.
    sure: [u32; 2],
}

impl Score {
    fn fact(&mut self, name: &'static str, right: bool) -> bool {
        self.facts.entry(name).or_default()[usize::from(!right)] += 1;
        right
    }

    /// F1 of regions and places, the share that is right of all else.
    fn share(&self, name: &str) -> f64 {
        match name {
            "region" => return self.f1(0),
            "place" => return self.f1(1),
            "sure" => return f64::from(self.sure[0]) / f64::from(self.sure[1].max(1)),
            _ => {}
        }
        let [right, wrong] = self.facts.get(name).copied().unwrap_or_default();
        f64::from(right) / f64::from((right + wrong).max(1))
    }

    fn f1(&self, level: usize) -> f64 {
        let [found, missed, invented] = self.ends[level].map(f64::from);
        2.0 * found / (2.0 * found + missed + invented).max(1.0)
    }

    /// Compares one statement; what it got wrong, in words.
    fn add(&mut self, facts: &Value, reading: &Reading, atlas: &Atlas) -> Vec<String> {
        let report = &reading.report;
        let claims = facts["groups"].as_array().into_iter().flatten();
        let claims = claims.filter_map(expected).collect();
        let found = report.claims.iter().enumerate();
        let found = found.filter_map(|(at, claim)| read(at, claim, atlas));
        let mut slips = Vec::new();
        let pairs = pairs(claims, found.collect());
        self.count_sure(facts, reading, &pairs, &mut slips);
        for (wanted, got) in pairs {
            let (want, have) = (
                wanted.clone().unwrap_or_default(),
                got.clone().unwrap_or_default(),
            );
            let mut whole = true;
            for (wanted, got) in [
                (&want.origins, &have.origins),
                (&want.targets, &have.targets),
            ] {
                for level in 0..2 {
                    let both = wanted[level].intersection(&got[level]).count() as u32;
                    self.ends[level][0] += both;
                    self.ends[level][1] += wanted[level].len() as u32 - both;
                    self.ends[level][2] += got[level].len() as u32 - both;
                }
                whole &= wanted[0] == got[0];
            }
            if wanted.is_some() {
                whole &= self.fact("count", got.is_some() && want.count == have.count);
                whole &= self.fact("by", want.by == have.by);
                if want.day.is_some() && !self.fact("day", want.day == have.day) {
                    slips.push(format!("day {:?} read as {:?}", want.day, have.day));
                }
                if want.killed.is_some() && !self.fact("killed", want.killed == have.killed) {
                    slips.push(format!(
                        "killed {:?} read as {:?}",
                        want.killed, have.killed
                    ));
                }
                if want.wounded.is_some() && !self.fact("wounded", want.wounded == have.wounded) {
                    slips.push(format!(
                        "wounded {:?} read as {:?}",
                        want.wounded, have.wounded
                    ));
                }
            }
            if !whole {
                let words = |claim: &Option<Claim>| match claim {
                    Some(claim) => format!(
                        "{} {:?} > {:?} x{:?}",
                        claim.by, claim.origins[0], claim.targets[0], claim.count
                    ),
                    None => "nothing".to_owned(),
                };
                slips.insert(
                    0,
                    format!("! {}\n      GOT {}", words(&wanted), words(&got)),
                );
            }
        }
        let stance = word(&Stance::ALL, report.stance);
        if !self.fact("stance", facts["stance"].as_str() == Some(stance)) {
            slips.push(format!("stance {} read as {stance}", facts["stance"]));
        }
        if !self.fact("total", facts["total"].as_u64() == report.total.map(number)) {
            slips.push(format!(
                "! total {} read as {:?}",
                facts["total"], report.total
            ));
        }
        self.fact("whole", !slips.iter().any(|slip| slip.starts_with('!')));
        slips
    }

    /// Of the facts that the reader calls sure, how many are right.
    fn count_sure(
        &mut self,
        facts: &Value,
        reading: &Reading,
        pairs: &[(Option<Claim>, Option<Claim>)],
        slips: &mut Vec<String>,
    ) {
        for fact in reading
            .facts
            .iter()
            .filter(|fact| fact.certainty == Certainty::Sure)
        {
            let of_fact =
                |claim: &Option<Claim>| claim.as_ref().map(|claim| claim.at) == fact.claim;
            let pair = pairs
                .iter()
                .find(|(_, read)| read.is_some() && of_fact(read));
            let right = match (fact.kind, fact.means.strip_prefix("total "), pair) {
                (FactKind::Count, Some(total), _) => facts["total"].as_u64() == total.parse().ok(),
                (_, _, None) => continue,
                (_, _, Some((None, _))) => false,
                (kind, _, Some((Some(want), have))) => {
                    let have = have.as_ref().expect("the pair of a claim that was read");
                    let place = fact.means.split('/').next().unwrap_or_default();
                    match kind {
                        FactKind::Place => {
                            want.origins[0].contains(place) || want.targets[0].contains(place)
                        }
                        FactKind::Count => want.count == have.count,
                        FactKind::Time => want.day == have.day,
                        FactKind::Side => want.by == fact.means,
                        FactKind::Losses => {
                            (want.killed, want.wounded) == (have.killed, have.wounded)
                        }
                        _ => continue,
                    }
                }
            };
            self.sure[0] += u32::from(right);
            self.sure[1] += 1;
            if !right {
                slips.push(format!("sure of {:?} {}", fact.kind, fact.means));
            }
        }
    }

    fn in_words(&self) -> String {
        let mut words = format!("region {:.3} place {:.3}", self.f1(0), self.f1(1));
        for name in [
            "count", "by", "day", "killed", "wounded", "total", "stance", "whole",
        ] {
            let [right, wrong] = self.facts.get(name).copied().unwrap_or_default();
            words += &format!("  {name} {:.3} ({})", self.share(name), right + wrong);
        }
        let [right, all] = self.sure;
        words
            + &format!(
                "  sure {:.3} ({all})",
                f64::from(right) / f64::from(all.max(1))
            )
    }
}

/// Which rules were written with a statement in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    First,
    Second,
    /// Written by somebody else than those who write rules; rules were written from these later.
    Fresh,
    /// Of the same kind. No rule was written from these.
    KeptApart,
}

/// Whether rules may be written with the statement in view. Of the further statements the first half
/// may be looked at, of the others all but those whose hash ends so.
fn may_be_looked_at(id: &str) -> bool {
    if let Some(further) = id.strip_prefix("further/") {
        return further.starts_with("a-") || further.starts_with("c-");
    }
    let hash = Sha256::digest(id.as_bytes());
    hash.iter().map(|byte| u32::from(*byte)).sum::<u32>() % 10 != 9
}

#[test]
fn statements_are_read_at_least_as_well_as_before() {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
    let atlas = Arc::new(Atlas::build(draft).0);
    let reader = StatementReader::new(atlas.clone());
    let show = std::env::var("SHOW").unwrap_or_default();
    let mut scores: BTreeMap<(Part, String), Score> = BTreeMap::new();
    let statements = [
        (None, include_str!("statements/made_up.jsonl")),
        (None, include_str!("statements/further.jsonl")),
        (Some(Part::Fresh), include_str!("statements/fresh_a.jsonl")),
        (
            Some(Part::KeptApart),
            include_str!("statements/fresh_b.jsonl"),
        ),
    ];
    let lines = statements
        .iter()
        .flat_map(|(part, file)| file.lines().map(move |line| (*part, line)));
    for (part, line) in lines {
        let statement: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = |key: &str| statement[key].as_str().unwrap_or_default();
        let about = About {
            reporter: Some(text("reporter").to_owned()),
            published: Day::parse(text("published")).ok(),
            language: Some(text("language").to_owned()),
        };
        let Ok(reading) = reader.read(text("text"), &about) else {
            println!("refused {}", text("id"));
            continue;
        };
        let part = part.unwrap_or(match may_be_looked_at(text("id")) {
            true => Part::First,
            false => Part::Second,
        });
        let score = scores
            .entry((part, text("language").to_owned()))
            .or_default();
        let slips = score.add(&statement["facts"], &reading, &atlas);
        let all = scores.entry((part, "all".to_owned())).or_default();
        all.add(&statement["facts"], &reading, &atlas);
        let looked_at = matches!(part, Part::First | Part::Fresh);
        let wanted = |it: &str| it == text("language") || it == format!("{part:?}");
        if looked_at && !slips.is_empty() && show.split(',').any(wanted) {
            println!(
                "\n{} {} {}",
                text("id"),
                text("reporter"),
                text("published")
            );
            println!("  {}", text("text"));
            slips.iter().for_each(|slip| println!("    {slip}"));
        }
    }
    for ((part, language), score) in &scores {
        println!(
            "{:9} {language:3} {}",
            format!("{part:?}"),
            score.in_words()
        );
    }
    for (part, floors) in [
        (Part::First, FIRST_PART_FLOORS),
        (Part::Second, SECOND_PART_FLOORS),
        (Part::Fresh, FRESH_FLOORS),
        (Part::KeptApart, KEPT_APART_FLOORS),
    ] {
        let score = &scores[&(part, "all".to_owned())];
        for (name, floor) in floors {
            let share = score.share(name);
            assert!(
                share >= floor,
                "{name} of {part:?} has fallen to {share:.3}, below {floor}"
            );
        }
    }
}

/// What is reached, less a statement or two.
const FIRST_PART_FLOORS: [(&str, f64); 8] = [
    ("region", 0.945),
    ("place", 0.935),
    ("count", 0.92),
    ("by", 0.925),
    ("day", 0.885),
    ("stance", 0.95),
    ("whole", 0.82),
    ("sure", 0.985),
];

const SECOND_PART_FLOORS: [(&str, f64); 8] = [
    ("region", 0.865),
    ("place", 0.79),
    ("count", 0.865),
    ("by", 0.92),
    ("day", 0.87),
    ("stance", 0.97),
    ("whole", 0.77),
    ("sure", 0.96),
];

const FRESH_FLOORS: [(&str, f64); 8] = [
    ("region", 0.94),
    ("place", 0.9),
    ("count", 0.965),
    ("by", 0.965),
    ("day", 0.975),
    ("stance", 0.98),
    ("whole", 0.92),
    ("sure", 0.985),
];

const KEPT_APART_FLOORS: [(&str, f64); 8] = [
    ("region", 0.805),
    ("place", 0.82),
    ("count", 0.79),
    ("by", 0.84),
    ("day", 0.765),
    ("stance", 0.935),
    ("whole", 0.71),
    ("sure", 0.81),
];
