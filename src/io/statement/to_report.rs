//! What reading gives back: a report as a draft, the words each fact came from, and remarks on
//! what could not be read.

mod remarks;

use crate::model::report::OWN_ID;
use std::ops::Range;

use super::{
    About,
    certainty::Doubts,
    claim_builder::{ClaimBuilder, End},
    claims::{LeftOut, Outline},
    clauses::{Actor, Clause},
    known_languages,
    sites::{Meaning, Placed},
    token::Token,
};
use crate::{
    model::{
        Activity, Amount, Atlas, Basis, CasualtyKind, Day, Party, Place, ReporterId, Severity,
        Stance, Weapon, When,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
        enum_names::word,
        statement::{Certainty, Fact, FactKind, Reading, Remark, Span},
    },
    words::{notes::statement as words, reports},
};

/// All that a reading is made from.
pub(super) struct ReportSource<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub clauses: &'a [Clause],
    pub outline: Outline,
    pub atlas: &'a Atlas,
    pub about: &'a About,
    /// The day of publication that the text begins with, and its tokens, where nobody says otherwise.
    pub dateline: Option<(Day, Range<usize>)>,
    /// Earlier figures that those of the text are compared with.
    pub compared: Vec<Span>,
    pub reporter: Option<ReporterId>,
    pub language: &'static str,
    /// For each sentence the claim it belongs to, and why it was left out.
    pub fate: Vec<(Option<usize>, Option<LeftOut>)>,
}

/// For each sentence the claim it belongs to, and why it was left out.
pub(super) fn fates(sentences: usize, outline: &Outline) -> Vec<(Option<usize>, Option<LeftOut>)> {
    let mut fates = vec![(None, None); sentences];
    for (at, left) in &outline.left {
        fates[*at].1 = Some(*left);
    }
    for (nth, claim) in outline.claims.iter().enumerate() {
        for at in &claim.clauses {
            fates[*at].0.get_or_insert(nth);
        }
    }
    fates
}

impl ReportSource<'_> {
    pub fn reading(self) -> Reading {
        let mut facts = self.facts();
        facts.sort_by(|a, b| {
            (a.span.start, a.span.end, a.kind).cmp(&(b.span.start, b.span.end, b.kind))
        });
        facts.dedup();
        let mut remarks = self.remarks();
        remarks.sort_by(|a, b| {
            (a.span.start, a.span.end, &a.what).cmp(&(b.span.start, b.span.end, &b.what))
        });
        Reading {
            report: self.report(),
            facts,
            remarks,
        }
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            self.tokens[..tokens.end].last(),
        ) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => {
                first.span.start..last.span.end
            }
            _ => 0..0,
        }
    }

    fn published(&self) -> Option<Day> {
        let dateline = self.dateline.as_ref().map(|(day, _)| *day);
        self.about.published.or(dateline)
    }

    fn report(&self) -> ReportDraft {
        let published = self.published();
        let reporter = self
            .reporter
            .map(|id| self.atlas.reporters()[id].key.to_string());
        let reporter = reporter.or_else(|| self.about.reporter.clone());
        let reporter = reporter.unwrap_or_else(|| "unknown".to_owned());
        let day = published.map_or("undated".to_owned(), |day| day.to_string());
        ReportDraft {
            place: Place::file("statement"),
            file: None,
            part: None,
            id: format!("{OWN_ID}{reporter}/{day}/{:08x}", fingerprint(self.text)),
            reporter,
            outlet: None,
            url: None,
            language: self.language.to_owned(),
            published,
            basis: if published.is_some() {
                Basis::Page
            } else {
                Basis::None
            },
            stance: self.outline.stance.unwrap_or(Stance::Claim),
            denies: self.outline.denial.map(|at| {
                let span = self.span(&self.clauses[at].range);
                shortened(&self.text[span])
            }),
            duplicate_of: None,
            total: self.outline.total,
            claims: self
                .outline
                .claims
                .iter()
                .map(|claim| self.claim(claim))
                .collect(),
        }
    }

    fn claim(&self, builder: &ClaimBuilder) -> ClaimDraft {
        let sites = |ends: &[End]| -> Vec<SiteDraft> {
            ends.iter().flat_map(|end| self.sites(end)).collect()
        };
        let (origins, targets) = (sites(&builder.origins), sites(&builder.targets));
        // A mine goes off at a place, from nowhere.
        let (origins, targets, places) = match builder.activity {
            Activity::Mine => (Vec::new(), Vec::new(), [origins, targets].concat()),
            _ => (origins, targets, Vec::new()),
        };
        ClaimDraft {
            by: builder.by,
            by_as_reported: builder
                .by_tokens
                .as_ref()
                .map(|tokens| self.text[self.span(tokens)].to_owned())
                .unwrap_or_default(),
            origins,
            targets,
            places,
            count: builder.count,
            when: When::new(
                builder.time.start,
                builder.time.end,
                builder.time.precision,
                self.published(),
            ),
            activity: activity(builder),
            weapons: builder.weapons.clone(),
            rounds: builder.rounds,
            killed: builder.killed,
            wounded: builder.wounded,
            casualty_side: builder.casualty_side,
            casualty_kind: builder.casualty_kind,
            losses_denied: builder.losses_denied,
            denied: false,
            properties: None,
        }
    }

    /// The place of an end; of a stretch both its ends, the far one behind the other.
    fn sites(&self, end: &End) -> Vec<SiteDraft> {
        match end {
            End::Zone(id) => vec![SiteDraft {
                zone: Some(self.atlas.zones()[*id].key.to_string()),
                ..SiteDraft::default()
            }],
            End::Place(meaning) => self.site(meaning).into_iter().collect(),
            End::Stretch(ends) => {
                let [from, to] = ends.each_ref().map(|end| self.site(end));
                let both = from.is_some();
                let to = to.map(|to| SiteDraft {
                    stretch: both,
                    ..to
                });
                from.into_iter().chain(to).collect()
            }
        }
    }

    fn site(&self, meaning: &Meaning) -> Option<SiteDraft> {
        let region = |id| Some(self.atlas.regions()[id].key.to_string());
        let mut site = SiteDraft::default();
        match meaning {
            Meaning::Region(id) => site.region = region(*id),
            Meaning::Settlement(id, settlement) => {
                site.region = region(*id);
                site.settlement = Some(self.atlas.settlements()[*settlement].key.to_string());
            }
            Meaning::Named(id, name) => {
                site.region = region(*id);
                site.settlement = Some(name.clone());
            }
            Meaning::Unknown | Meaning::Doubtful(_) => return None,
        }
        Some(site)
    }

    fn claim_of(&self, clause: usize) -> Option<usize> {
        self.fate[clause].0
    }

    fn doubts(&self, at: usize) -> Doubts<'_> {
        let known = (self.language, self.reporter.is_some());
        Doubts::new(self.clauses, at, &self.outline, self.claim_of(at), known)
    }

    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (at, clause) in self.clauses.iter().enumerate() {
            let claim = self.claim_of(at);
            let doubts = self.doubts(at);
            let mut add = |kind, tokens: &Range<usize>, means: String, certainty| {
                let span = self.span(tokens);
                if !span.is_empty() {
                    facts.push(Fact {
                        kind,
                        span,
                        means,
                        claim,
                        certainty,
                    });
                }
            };
            if let Some(denial) = &clause.denial {
                add(
                    FactKind::Denial,
                    denial,
                    "denied".to_owned(),
                    Certainty::Sure,
                );
            }
            if let Some(nothing) = &clause.nothing {
                add(FactKind::Count, nothing, "0".to_owned(), doubts.plain());
            }
            if clause.losses.denied || claim.is_some() {
                let losses = &clause.losses;
                let means = losses_in_words(losses.killed, losses.wounded, losses.denied);
                for tokens in &losses.tokens {
                    add(FactKind::Losses, tokens, means.clone(), doubts.losses());
                }
                let counted = losses.killed.is_some() || losses.wounded.is_some();
                if let Some((kind, tokens)) = losses.kind.as_ref().filter(|_| counted) {
                    let means = word(&CasualtyKind::ALL, *kind).to_owned();
                    add(FactKind::Losses, tokens, means, doubts.losses());
                }
            }
            let heads = clause.count.number.is_some() && clause.count.number == self.outline.total;
            if let Some(tokens) = clause.count.tokens.as_ref().filter(|_| heads) {
                add(
                    FactKind::Count,
                    tokens,
                    clause.count.number.map_or_else(String::new, words::total),
                    doubts.total(),
                );
            }
            if claim.is_some() {
                self.facts_of_event((clause, claim), &doubts, &mut add);
            }
        }
        facts
    }

    fn facts_of_event(
        &self,
        (clause, claim): (&Clause, Option<usize>),
        doubts: &Doubts<'_>,
        add: &mut impl FnMut(FactKind, &Range<usize>, String, Certainty),
    ) {
        let claim = claim.map(|claim| &self.outline.claims[claim]);
        let illegal = clause.illegal.as_ref().zip(claim);
        let by = illegal.map(|(tokens, claim)| (claim.by, tokens));
        let by = by.or(clause
            .agent
            .as_ref()
            .and_then(|(actor, tokens)| match actor {
                Actor::Side(party) => Some((*party, tokens)),
                Actor::Opponent => claim.map(|claim| (claim.by, tokens)),
            }));
        if let Some((party, tokens)) = by {
            let party = word(&Party::ALL, party).to_owned();
            add(FactKind::Side, tokens, party, doubts.side());
        }
        for (place, cue) in &clause.places {
            if let Some(means) = self.meaning_in_words(place) {
                let certainty = doubts.place(place, *cue);
                add(FactKind::Place, &(place.from..place.to), means, certainty);
            }
        }
        if let (Some(tokens), Some(_)) = (&clause.keepers_area, &clause.illegal) {
            let means = "peacekeepers".to_owned();
            add(FactKind::Place, tokens, means, doubts.plain());
        }
        let activity = clause.fire.as_ref().or(clause.quiet.as_ref());
        if let Some((activity, tokens)) = activity {
            add(
                FactKind::Activity,
                tokens,
                word(&Activity::ALL, *activity).to_owned(),
                doubts.plain(),
            );
        }
        if let (Some(number), Some(tokens)) = (clause.count.number, &clause.count.tokens) {
            add(FactKind::Count, tokens, number.to_string(), doubts.count());
        }
        let moment = clause.time.start.or(clause.time.end);
        if let Some(moment) = moment {
            let until = clause.time.end.filter(|_| clause.time.start.is_some());
            let means = until.map_or(moment.to_string(), |end| words::from_to(moment, end));
            for tokens in &clause.time.from {
                add(FactKind::Time, tokens, means.clone(), doubts.time());
            }
        }
        if let Some((rounds, tokens)) = &clause.rounds
            && keeps_rounds(claim, clause)
        {
            let means = reports::rounds_fired((*rounds).into());
            add(FactKind::Weapon, tokens, means, doubts.plain());
        }
        for (weapon, tokens) in &clause.weapons {
            add(
                FactKind::Weapon,
                tokens,
                word(&Weapon::ALL, *weapon).to_owned(),
                doubts.plain(),
            );
        }
    }

    fn meaning_in_words(&self, place: &Placed) -> Option<String> {
        let key = |id| self.atlas.regions()[id].key.to_string();
        match &place.meaning {
            Meaning::Region(id) => Some(key(*id)),
            Meaning::Settlement(id, settlement) => Some(format!(
                "{}/{}",
                key(*id),
                self.atlas.settlements()[*settlement].key
            )),
            Meaning::Named(id, name) => Some(format!("{}/{name}", key(*id))),
            Meaning::Unknown | Meaning::Doubtful(_) => None,
        }
    }

    fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        // A line that says no more than when it was published has told what it has to tell.
        let dated_to = self.dateline.as_ref().map_or(0, |(_, line)| line.end);
        for (at, clause) in self.clauses.iter().enumerate() {
            if clause.range.end > dated_to {
                self.remarks_on(at, clause, &mut remarks);
            }
        }
        for span in &self.compared {
            remarks.push(remark(Severity::Remark, span.clone(), words::compared()));
        }
        if let Some((day, tokens)) = &self.dateline {
            let (span, what) = (self.span(tokens), words::dateline(*day));
            remarks.push(remark(Severity::Remark, span, what));
        }
        if let Some(code) = self.about.language.as_deref()
            && code != self.language
        {
            let known = known_languages().join(", ");
            let what = words::unknown_language(code, self.language, &known);
            remarks.push(remark(Severity::Doubt, 0..0, what));
        }
        match (self.reporter, &self.about.reporter) {
            (Some(_), _) => {}
            (None, Some(key)) => {
                let what = words::unknown_reporter(key);
                remarks.push(remark(Severity::Doubt, 0..0, what));
            }
            (None, None) => remarks.push(remark(Severity::Doubt, 0..0, words::reporter_unclear())),
        }
        let nothing = self.outline.claims.is_empty()
            && self.outline.total.is_none()
            && self.outline.denial.is_none();
        if nothing {
            remarks.push(remark(Severity::Error, 0..0, words::no_fire()));
        }
        remarks
    }
}

fn remark(severity: Severity, span: Span, what: impl Into<String>) -> Remark {
    Remark {
        severity,
        span,
        what: what.into(),
        near: Vec::new(),
    }
}

/// Heavy weapons make fire shelling; a sniper's rifle alone makes it sniper fire.
fn activity(builder: &ClaimBuilder) -> Activity {
    let heavy = |weapon: &Weapon| matches!(weapon, Weapon::Mortar | Weapon::Artillery);
    match builder.activity {
        Activity::Fire if builder.weapons.iter().any(heavy) => Activity::Shelling,
        Activity::Fire | Activity::CeasefireViolation
            if builder.weapons == [Weapon::SniperRifle] =>
        {
            Activity::Sniper
        }
        other => other,
    }
}

/// Whether the number of shells or shots that a sentence states is that of its claim.
fn keeps_rounds(claim: Option<&ClaimBuilder>, clause: &Clause) -> bool {
    let told = clause.rounds.as_ref().map(|(rounds, _)| *rounds);
    claim.is_some_and(|claim| claim.rounds == told)
}

fn losses_in_words(killed: Option<Amount>, wounded: Option<Amount>, denied: bool) -> String {
    let words = [
        denied.then(|| words::no_losses().to_owned()),
        killed.map(words::killed),
        wounded.map(words::wounded),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn shortened(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 160 {
        return text;
    }
    text.chars().take(159).chain(['…']).collect()
}

/// A number that is the same for the same text on every machine (FNV-1a).
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
