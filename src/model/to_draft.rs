//! From an atlas back to a draft, in which places are keys again. What is written to files is made
//! of this, so that building from what was read back gives the same atlas.

use std::sync::Arc;

use super::{
    atlas::Atlas,
    draft::{Draft, RegionDraft, ReportDraft, ReporterDraft, SettlementDraft, SiteDraft},
    file::FileKey,
    note::Place,
    places::Places,
    region::{Region, Settlement},
    report::{Claim, Report, Reporter, Site},
};

impl Atlas {
    /// Everything that is in memory, as a draft.
    pub fn to_draft(&self) -> Draft {
        let mut draft = self.ground_to_draft();
        for dataset in self.datasets().rows() {
            let reports = dataset.memory().map_or(&[][..], |memory| &memory.reports);
            draft.reports.extend(
                reports.iter().map(|report| {
                    self.report_to_draft(dataset.file.as_ref(), report, &report.claims)
                }),
            );
        }
        draft
    }

    /// Everything but the records.
    pub fn ground_to_draft(&self) -> Draft {
        Draft {
            reporters: (self.reporters().rows().iter().map(|of| reporter(of))).collect(),
            chronology: self.chronology().to_vec(),
            ties: self.ties().to_draft(&written()),
            ..self.places().to_draft()
        }
    }

    /// The reporter of that key, as of a file.
    pub fn reporter_to_draft(&self, key: &str) -> Option<ReporterDraft> {
        let id = self.reporter_by_key(key)?;
        Some(reporter(&self.reporters()[id]))
    }

    /// A report with these of its claims, as a report of a file.
    pub fn report_to_draft<'a>(
        &self,
        file: Option<&FileKey>,
        report: &Report,
        claims: impl IntoIterator<Item = &'a Claim>,
    ) -> ReportDraft {
        let report = Report {
            claims: claims.into_iter().cloned().collect(),
            file: None,
            part: report.part.clone(),
            id: Arc::clone(&report.id),
            outlet: report.outlet.clone(),
            url: report.url.clone(),
            language: report.language.clone(),
            denies: report.denies.clone(),
            duplicate_of: report.duplicate_of.clone(),
            ..*report
        };
        self.report_into_draft(file, report)
    }

    /// As [`Atlas::report_to_draft`], with all of its claims.
    pub fn report_into_draft(&self, file: Option<&FileKey>, report: Report) -> ReportDraft {
        let sites = |sites: Vec<Site>| {
            let drafts = with_beginnings(sites).into_iter();
            let drafts = drafts.map(|site| self.site_into_draft(site));
            drafts.collect::<Vec<SiteDraft>>()
        };
        ReportDraft {
            place: written(),
            file: file.cloned(),
            part: report.part,
            id: report.id.to_string(),
            reporter: self.reporters()[report.reporter].key.to_string(),
            outlet: report.outlet,
            url: report.url,
            language: report.language,
            published: report.published,
            basis: report.basis,
            stance: report.stance,
            denies: report.denies,
            duplicate_of: report.duplicate_of.map(|of| of.id.to_string()),
            total: report.total,
            claims: report
                .claims
                .into_iter()
                .map(|claim| claim.with_sites(sites))
                .collect(),
        }
    }
}

impl Places {
    /// The places, as a draft.
    pub fn to_draft(&self) -> Draft {
        let regions = self.regions.rows().iter();
        let settlements = self.settlements.rows().iter();
        Draft {
            regions: regions.map(|of| self.region(of)).collect(),
            settlements: settlements.map(|of| self.settlement(of)).collect(),
            zones: self.zones.rows().to_vec(),
            lines: self.lines.rows().to_vec(),
            ..Draft::default()
        }
    }

    fn region(&self, region: &Region) -> RegionDraft {
        RegionDraft {
            place: written(),
            key: region.key.to_string(),
            level: region.level,
            mission: region.mission,
            country: region.country,
            province: region.province.clone(),
            names: region.names.clone(),
            boundary: region.boundary.clone(),
            shape: region.shape.clone(),
            label: Some(region.label),
            members: region
                .members
                .iter()
                .map(|id| self.regions[*id].key.to_string())
                .collect(),
            precision_km: region.precision_km,
            source: region.source.clone(),
            licence: region.licence.clone(),
            note: region.note.clone(),
        }
    }

    fn settlement(&self, settlement: &Settlement) -> SettlementDraft {
        SettlementDraft {
            place: written(),
            key: settlement.key.to_string(),
            names: settlement.names.clone(),
            region: settlement.region.map(|id| self.regions[id].key.to_string()),
            country: settlement.country,
            at: settlement.at,
            precision_km: settlement.precision_km,
            population: settlement.population,
            source: settlement.source.clone(),
            note: settlement.note.clone(),
            extra: settlement.extra.clone(),
        }
    }

    /// The site by its keys.
    pub fn site_into_draft(&self, site: Site) -> SiteDraft {
        let region = |id| Some(self.regions[id].key.to_string());
        match site {
            Site::Region(id) => SiteDraft {
                region: region(id),
                ..SiteDraft::default()
            },
            Site::Settlement(id, settlement) => SiteDraft {
                region: region(id),
                settlement: Some(self.settlements[settlement].key.to_string()),
                ..SiteDraft::default()
            },
            Site::Named(id, name) => SiteDraft {
                region: region(id),
                settlement: Some(name),
                ..SiteDraft::default()
            },
            Site::Zone(zone) => SiteDraft {
                zone: Some(self.zones[zone].key.to_string()),
                ..SiteDraft::default()
            },
            Site::Line(line) => SiteDraft {
                zone: Some(self.lines[line].key.to_string()),
                ..SiteDraft::default()
            },
            Site::Point(point) => SiteDraft {
                region: point.region.and_then(region),
                at: Some(point.at()),
                precision_km: point.precision_m.map(|m| f64::from(m) / 1000.0),
                settlement: Some(point.name).filter(|name| !name.is_empty()),
                ..SiteDraft::default()
            },
            Site::Unplaced(name) => SiteDraft {
                settlement: Some(name),
                ..SiteDraft::default()
            },
            Site::StretchTo(_) => SiteDraft {
                stretch: true,
                ..self.site_into_draft(site.place().clone())
            },
        }
    }
}

fn reporter(reporter: &Reporter) -> ReporterDraft {
    ReporterDraft {
        place: written(),
        key: reporter.key.to_string(),
        names: reporter.names.clone(),
        short: reporter.short.clone(),
        side: reporter.side,
        letter: reporter.letter.clone(),
        color: Some(reporter.color),
        rank: reporter.rank,
        note: reporter.note.clone(),
    }
}

fn written() -> Place {
    Place::file(crate::words::notes::reading::open_data())
}

/// The places of one end with each stretch right behind the place it begins at, since files tell by that where it does.
pub(super) fn with_beginnings(sites: Vec<Site>) -> Vec<Site> {
    let mut all: Vec<Site> = Vec::with_capacity(sites.len());
    for site in sites {
        if let Site::StretchTo(ends) = &site
            && all.last().map(Site::place) != Some(&ends[0])
        {
            all.push(ends[0].clone());
        }
        all.push(site);
    }
    all
}
