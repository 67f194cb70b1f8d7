//! The form of a statement that was read: fields that a person can edit.

use egui::{Align, ComboBox, Layout, RichText, Ui, vec2};

use super::super::{Shown, chips::hint, fields, theme};
use crate::{
    model::{
        self, Activity, Amount, Atlas, CasualtyKind, Language, Moment, Party, Resolution, Stance,
        TimePrecision, Weapon, When,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
        names::fold,
    },
    words::{places, reports, statement as words},
};

/// The fields of a report.
pub struct ReportForm {
    stance: Stance,
    total: String,
    outlet: String,
    url: String,
    pub claims: Vec<ClaimForm>,
}

/// The fields of a claim. Typed text is kept as it is until it is parsed.
pub struct ClaimForm {
    before: ClaimDraft,
    by: Party,
    activity: Activity,
    pub origins: Vec<SiteDraft>,
    pub targets: Vec<SiteDraft>,
    pub places: Vec<SiteDraft>,
    new_origin: String,
    new_target: String,
    new_place: String,
    count: String,
    start: String,
    end: String,
    weapons: Vec<Weapon>,
    rounds: String,
    killed: String,
    wounded: String,
    casualty_kind: Option<CasualtyKind>,
    losses_denied: bool,
    denied: bool,
}

fn typed<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn number(field: &str, what: &str) -> Result<Option<Amount>, String> {
    match field.trim() {
        "" => Ok(None),
        text => Amount::read(text, |text| text.parse().ok())
            .map(Some)
            .ok_or_else(|| words::not_a_number(what, text)),
    }
}

/// What is typed; `None` where nothing is.
fn stated(field: &str) -> Option<String> {
    Some(field.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The address of a page.
fn address(field: &str) -> Result<Option<String>, String> {
    match stated(field) {
        Some(text) if !model::is_web_address(&text) => Err(words::no_address(&text)),
        address => Ok(address),
    }
}

fn moment(field: &str) -> Result<Option<Moment>, String> {
    match field.trim() {
        "" => Ok(None),
        text => Moment::parse(text)
            .map(Some)
            .map_err(|error| error.to_string()),
    }
}

impl ReportForm {
    pub fn new(report: &ReportDraft) -> Self {
        Self {
            stance: report.stance,
            total: typed(report.total),
            outlet: typed(report.outlet.as_ref()),
            url: typed(report.url.as_ref()),
            claims: report.claims.iter().map(ClaimForm::new).collect(),
        }
    }

    /// The report as the fields have it.
    ///
    /// # Errors
    ///
    /// A field with an invalid value.
    pub fn report(&self, atlas: &Atlas, read: &ReportDraft) -> Result<ReportDraft, String> {
        let claims = self.claims.iter().map(|claim| claim.draft(atlas, read));
        let claims: Result<Vec<ClaimDraft>, String> = claims.collect();
        let report = ReportDraft {
            stance: self.stance,
            total: number(&self.total, words::total())?,
            outlet: stated(&self.outlet),
            url: address(&self.url)?,
            claims: claims?,
            ..read.clone()
        };
        let empty = report.claims.is_empty() && report.total.is_none();
        if empty && report.stance != Stance::Denial {
            return Err(words::nothing_to_add().to_owned());
        }
        Ok(report)
    }

    /// Replaces an unknown name by a place.
    pub fn replace(&mut self, unknown: &str, site: &SiteDraft) {
        let unknown = fold(unknown);
        for claim in &mut self.claims {
            let ends = claim.origins.iter_mut().chain(&mut claim.targets);
            for known in ends.chain(&mut claim.places) {
                let same = known
                    .settlement
                    .as_deref()
                    .is_some_and(|name| fold(name) == unknown);
                if same {
                    let stretch = known.stretch;
                    known.clone_from(site);
                    known.stretch = stretch;
                }
            }
        }
    }
}

impl ClaimForm {
    fn new(claim: &ClaimDraft) -> Self {
        let (start, end, _) = claim.when.stated();
        Self {
            before: claim.clone(),
            by: claim.by,
            activity: claim.activity,
            origins: claim.origins.clone(),
            targets: claim.targets.clone(),
            places: claim.places.clone(),
            new_origin: String::new(),
            new_target: String::new(),
            new_place: String::new(),
            count: typed(claim.count),
            start: typed(start),
            end: typed(end),
            weapons: claim.weapons.clone(),
            rounds: typed(claim.rounds),
            killed: typed(claim.killed),
            wounded: typed(claim.wounded),
            casualty_kind: claim.casualty_kind,
            losses_denied: claim.losses_denied,
            denied: claim.denied,
        }
    }

    fn draft(&self, atlas: &Atlas, read: &ReportDraft) -> Result<ClaimDraft, String> {
        let (start, end) = (moment(&self.start)?, moment(&self.end)?);
        let (was_start, was_end, precision) = self.before.when.stated();
        let precision = if (start, end) == (was_start, was_end) {
            precision
        } else {
            precision_of(start.or(end))
        };
        Ok(ClaimDraft {
            by: self.by,
            activity: self.activity,
            origins: with_typed(atlas, &self.origins, &self.new_origin)?,
            targets: with_typed(atlas, &self.targets, &self.new_target)?,
            places: with_typed(atlas, &self.places, &self.new_place)?,
            count: number(&self.count, words::incidents())?,
            when: When::new(start, end, precision, read.published),
            weapons: self.weapons.clone(),
            rounds: number(&self.rounds, reports::rounds())?,
            killed: number(&self.killed, words::killed_title())?,
            wounded: number(&self.wounded, words::wounded_title())?,
            casualty_kind: self.casualty_kind,
            losses_denied: self.losses_denied,
            denied: self.denied,
            ..self.before.clone()
        })
    }
}

fn precision_of(moment: Option<Moment>) -> TimePrecision {
    match moment {
        Some(Moment::Clock(_)) => TimePrecision::Minute,
        Some(Moment::Day(_)) => TimePrecision::Day,
        None => TimePrecision::Unknown,
    }
}

pub fn form_ui(ui: &mut Ui, shown: Shown<'_>, form: &mut ReportForm) {
    ui.horizontal_wrapped(|ui| {
        ui.label(words::report_type());
        choice_ui(
            ui,
            words::report_type_name(),
            &mut form.stance,
            &Stance::ALL,
            reports::stance,
        );
        ui.label(words::total());
        small_field(ui, &mut form.total, words::total_name());
    });
    for (label, name, field) in [
        (words::outlet(), words::outlet_name(), &mut form.outlet),
        (words::address(), words::address_name(), &mut form.url),
    ] {
        row_ui(ui, label, |ui| {
            let field = fields::line(field).desired_width(ui.available_width() - 8.0);
            ui.add(field).accessible_name(name);
        });
    }
    if form.claims.is_empty() {
        ui.weak(words::no_claims());
    }
    let mut dropped = None;
    for (at, claim) in form.claims.iter_mut().enumerate() {
        ui.push_id(at, |ui| {
            ui.separator();
            ui.horizontal(|ui| {
                let title = words::claim(at + 1);
                ui.label(RichText::new(title).text_style(theme::strong()));
                let drop = ui.small_button(words::remove());
                let name = words::remove_claim(at + 1);
                if drop.accessible_name(name).clicked() {
                    dropped = Some(at);
                }
            });
            claim_ui(ui, shown, claim, at + 1);
        });
    }
    if let Some(at) = dropped {
        form.claims.remove(at);
    }
}

fn claim_ui(ui: &mut Ui, shown: Shown<'_>, claim: &mut ClaimForm, nth: usize) {
    row_ui(ui, words::by(), |ui| {
        let name = words::side_of(nth);
        choice_ui(ui, &name, &mut claim.by, &Party::ALL, reports::party);
        choice_ui(
            ui,
            &words::activity_of(nth),
            &mut claim.activity,
            &Activity::ALL,
            reports::activity,
        );
    });
    // Where a mine went off is no end of fire.
    if !claim.places.is_empty() || claim.activity == Activity::Mine {
        row_ui(ui, reports::place(), |ui| {
            let sites = (&mut claim.places, &mut claim.new_place);
            sites_ui(ui, shown, sites, &words::place_of(nth));
        });
    }
    row_ui(ui, words::from(), |ui| {
        let sites = (&mut claim.origins, &mut claim.new_origin);
        sites_ui(ui, shown, sites, &words::origin_of(nth));
    });
    row_ui(ui, words::at(), |ui| {
        let sites = (&mut claim.targets, &mut claim.new_target);
        sites_ui(ui, shown, sites, &words::target_of(nth));
    });
    row_ui(ui, words::incidents(), |ui| {
        small_field(ui, &mut claim.count, &words::incidents_of(nth));
    });
    row_ui(ui, words::when(), |ui| {
        for (label, field, name) in [
            (words::time_from(), &mut claim.start, words::start_of(nth)),
            (words::time_to(), &mut claim.end, words::end_of(nth)),
        ] {
            // Beside its field on whichever line that stands.
            ui.horizontal(|ui| {
                ui.label(label);
                let field = fields::line(field)
                    .hint_text(hint(words::time_hint()))
                    .desired_width(TIME_PX);
                ui.add(field).accessible_name(name);
            });
        }
    });
    row_ui(ui, words::weapons(), |ui| {
        for (weapon, _) in Weapon::ALL {
            let mut used = claim.weapons.contains(&weapon);
            if ui.checkbox(&mut used, reports::weapon(weapon)).changed() {
                claim.weapons.retain(|known| *known != weapon);
                if used {
                    claim.weapons.push(weapon);
                }
            }
        }
        ui.horizontal(|ui| {
            ui.label(reports::rounds());
            small_field(ui, &mut claim.rounds, &words::rounds_of(nth));
        });
    });
    row_ui(ui, words::losses(), |ui| {
        for (label, field, name) in [
            (words::killed(), &mut claim.killed, words::killed_of(nth)),
            (words::wounded(), &mut claim.wounded, words::wounded_of(nth)),
        ] {
            ui.horizontal(|ui| {
                ui.label(label);
                small_field(ui, field, &name);
            });
        }
        choice_ui(
            ui,
            &words::hurt_of(nth),
            &mut claim.casualty_kind,
            &HURT,
            |kind| kind.map_or(reports::kind_not_stated(), reports::casualty_kind),
        );
        ui.checkbox(&mut claim.losses_denied, words::denied());
    });
}

/// Who may have been killed or wounded, the first where nothing is said of it.
const HURT: [(Option<CasualtyKind>, &str); CasualtyKind::ALL.len() + 1] = {
    let mut all = [(None, ""); CasualtyKind::ALL.len() + 1];
    let mut at = 0;
    while at < CasualtyKind::ALL.len() {
        let (kind, word) = CasualtyKind::ALL[at];
        all[at + 1] = (Some(kind), word);
        at += 1;
    }
    all
};

/// Width of the names of fields before them, and of a field for a time, in points.
const NAME_PX: f32 = 72.0;
const TIME_PX: f32 = 156.0;

/// The name of a field and, beside it, as many lines as its contents need. Not a grid, whose rows do
/// not know of lines that are broken and would lie on each other.
fn row_ui(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let size = vec2(NAME_PX, ui.spacing().interact_size.y);
        let left = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(size, left, |ui| {
            ui.set_min_width(NAME_PX);
            ui.label(name);
        });
        ui.vertical(|ui| ui.horizontal_wrapped(contents));
    });
}

fn small_field(ui: &mut Ui, field: &mut String, name: &str) {
    let field = fields::line(field).desired_width(44.0);
    ui.add(field).accessible_name(name);
}

fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    all: &[(T, &'static str)],
    words: fn(T) -> &'static str,
) {
    let combo = ComboBox::from_id_salt(name)
        .selected_text(words(*value))
        .show_ui(ui, |ui| {
            for (choice, _) in all {
                ui.selectable_value(value, *choice, words(*choice));
            }
        });
    combo.response.accessible_name(name);
}

/// The places of one end, each with a button that removes it, and a field for another.
fn sites_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (sites, new): (&mut Vec<SiteDraft>, &mut String),
    name: &str,
) {
    ui.horizontal_wrapped(|ui| {
        let mut gone = None;
        for (at, site) in sites.iter().enumerate() {
            let name = site_name(shown.atlas, site, shown.session.language);
            let place = match site.stretch {
                true => places::end_of_stretch(&name),
                false => name,
            };
            let button = ui.small_button(format!("{place} ×"));
            let button = button.on_hover_text(words::remove());
            if button
                .accessible_name(words::remove_place(&place))
                .clicked()
            {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            sites.remove(at);
            // Without the place it begins at there is no stretch.
            if let Some(next) = sites.get_mut(at) {
                next.stretch = false;
            }
        }
        let field = fields::line(new)
            .hint_text(hint(words::add_place()))
            .desired_width(96.0);
        let response = ui.add(field).accessible_name(name);
        let entered = fields::is_entered(ui, &response);
        let named = sites_of_name(shown.atlas, new);
        let is_known = named.is_some();
        if let (true, Some(named)) = (entered, named) {
            sites.extend(named);
            new.clear();
        }
        if !is_known && !new.is_empty() {
            ui.weak(words::no_such_place());
        }
    });
}

/// The places of an end with what was typed beside them and not entered.
fn with_typed(atlas: &Atlas, sites: &[SiteDraft], typed: &str) -> Result<Vec<SiteDraft>, String> {
    if typed.trim().is_empty() {
        return Ok(sites.to_vec());
    }
    let typed = sites_of_name(atlas, typed.trim()).ok_or_else(|| words::unknown_typed(typed))?;
    Ok([sites.to_vec(), typed].concat())
}

/// The place of exactly that name, or the two ends of a stretch: `Sotk ↔ Goris`, `Sotk - Goris`.
fn sites_of_name(atlas: &Atlas, name: &str) -> Option<Vec<SiteDraft>> {
    if let Some(site) = site_of_name(atlas, name) {
        return Some(vec![site]);
    }
    let mut between = ["↔", " - ", "–", "—"].into_iter();
    let (from, to) = between.find_map(|sign| name.split_once(sign))?;
    let [from, to] = [from, to].map(|name| site_of_name(atlas, name.trim()));
    let (from, to) = (from?, to?);
    // From a place to itself there is none.
    (from != to).then(|| {
        let stretch = true;
        vec![from, SiteDraft { stretch, ..to }]
    })
}

/// The region, zone, line or settlement of exactly that name.
fn site_of_name(atlas: &Atlas, name: &str) -> Option<SiteDraft> {
    let gazetteer = atlas.gazetteer();
    let mut site = SiteDraft::default();
    if let Resolution::One(region) = gazetteer.region(name) {
        site.region = Some(atlas.regions()[region].key.to_string());
        return Some(site);
    }
    if let Resolution::One(zone) = gazetteer.zone(name) {
        site.zone = Some(atlas.zones()[zone].key.to_string());
        return Some(site);
    }
    if let Resolution::One(line) = gazetteer.line(name) {
        site.zone = Some(atlas.lines()[line].key.to_string());
        return Some(site);
    }
    match gazetteer.settlement(name, |id| atlas.settlements()[id].region.is_some()) {
        Resolution::One(settlement) => site_of_key(atlas, &atlas.settlements()[settlement].key),
        _ => None,
    }
}

/// The region or settlement of that key.
pub fn site_of_key(atlas: &Atlas, key: &str) -> Option<SiteDraft> {
    if let Some(id) = atlas
        .settlements()
        .find(|settlement| *settlement.key == *key)
    {
        let region = atlas.settlements()[id].region?;
        return Some(SiteDraft {
            region: Some(atlas.regions()[region].key.to_string()),
            settlement: Some(key.to_owned()),
            ..SiteDraft::default()
        });
    }
    atlas.region_by_key(key)?;
    Some(SiteDraft {
        region: Some(key.to_owned()),
        ..SiteDraft::default()
    })
}

/// A place in words.
pub fn site_name(atlas: &Atlas, site: &SiteDraft, language: Language) -> String {
    let zone = site.zone.as_deref().map(|key| {
        let zone = atlas.zone_by_key(key).map(|id| &atlas.zones()[id].names);
        let line = || atlas.line_by_key(key).map(|id| &atlas.lines()[id].names);
        let names = zone.or_else(line);
        names.map_or(key, |names| names.get(language)).to_owned()
    });
    let region = site
        .region
        .as_deref()
        .map(|key| match atlas.region_by_key(key) {
            Some(id) => atlas.regions()[id].names.title(language),
            None => key.to_owned(),
        });
    let settlement = site.settlement.as_deref().map(|key| {
        let known = atlas
            .settlements()
            .find(|settlement| *settlement.key == *key);
        known.map_or(key.to_owned(), |id| {
            atlas.settlements()[id].names.title(language)
        })
    });
    let parts: Vec<String> = [zone, settlement, region].into_iter().flatten().collect();
    parts.join(", ")
}
