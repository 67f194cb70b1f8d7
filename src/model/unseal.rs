//! Unsealing: from an atlas back to a draft, in which places are keys again. What is written to
//! files is made of this, so that sealing what was read back gives the same atlas.

use std::collections::BTreeSet;

use super::{
    atlas::{Atlas, RecordId},
    draft::{
        Draft, GroupDraft, RegionDraft, ReportDraft, ReporterDraft, SettlementDraft, SiteDraft,
    },
    geo::LonLat,
    note::Place,
    region::{Region, Settlement},
    report::{Group, GroupId, ReportId, Reporter, Site},
};

impl Atlas {
    /// Everything, as a draft.
    pub fn unseal(&self) -> Draft {
        let mut draft = self.unseal_ground();
        let reports = self.reports.ids();
        draft.reports = reports
            .map(|id| self.unseal_report(id, self.reports[id].group_ids()))
            .collect();
        draft
    }

    /// Reports alone, with those of their groups that are among the records, in the order of the
    /// atlas, each made when it is asked for.
    pub fn unseal_records(
        &self,
        records: impl IntoIterator<Item = RecordId>,
    ) -> impl Iterator<Item = ReportDraft> {
        let mut wanted: BTreeSet<(ReportId, Option<GroupId>)> = BTreeSet::new();
        for record in records {
            let record = &self.records[record];
            wanted.insert((record.report, record.group));
        }
        let reports: BTreeSet<ReportId> = wanted.iter().map(|(report, _)| *report).collect();
        reports.into_iter().map(move |id| {
            let all = wanted.range((id, None)..=(id, Some(GroupId(u32::MAX))));
            self.unseal_report(id, all.filter_map(|(_, group)| *group))
        })
    }

    /// Everything but the reports.
    pub fn unseal_ground(&self) -> Draft {
        Draft {
            regions: self
                .regions
                .rows()
                .iter()
                .map(|of| self.region(of))
                .collect(),
            settlements: self
                .settlements
                .rows()
                .iter()
                .map(|of| self.settlement(of))
                .collect(),
            zones: self.zones.rows().to_vec(),
            lines: self.lines.rows().to_vec(),
            reporters: self.reporters.rows().iter().map(reporter).collect(),
            reports: Vec::new(),
            ledgers: Vec::new(),
            chronology: self.chronology.clone(),
        }
    }

    fn region(&self, region: &Region) -> RegionDraft {
        RegionDraft {
            place: unsealed(),
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
            place: unsealed(),
            key: settlement.key.to_string(),
            names: settlement.names.clone(),
            region: settlement.region.map(|id| self.regions[id].key.to_string()),
            country: settlement.country,
            at: settlement.at,
            precision_km: settlement.precision_km,
            population: settlement.population,
            source: settlement.source.clone(),
            note: settlement.note.clone(),
        }
    }

    /// A report with these of its groups.
    pub fn unseal_report(
        &self,
        id: ReportId,
        groups: impl IntoIterator<Item = GroupId>,
    ) -> ReportDraft {
        let report = &self.reports[id];
        ReportDraft {
            place: unsealed(),
            file: report.file.clone(),
            id: report.id.to_string(),
            reporter: self.reporters[report.reporter].key.to_string(),
            outlet: report.outlet.clone(),
            url: report.url.clone(),
            language: report.language.clone(),
            published: report.published,
            basis: report.basis,
            stance: report.stance,
            denies: report.denies.clone(),
            duplicate_of: report
                .duplicate_of
                .map(|id| self.reports[id].id.to_string()),
            total: report.total,
            groups: groups
                .into_iter()
                .map(|id| self.unseal_group(&self.groups[id]))
                .collect(),
        }
    }

    fn unseal_group(&self, group: &Group) -> GroupDraft {
        let sites = |sites: &[Site]| sites.iter().map(|site| self.unseal_site(site)).collect();
        GroupDraft {
            by: group.by,
            by_as_reported: group.by_as_reported.clone(),
            origins: sites(&group.origins),
            targets: sites(&group.targets),
            places: sites(&group.places),
            count: group.count,
            when: group.when,
            activity: group.activity,
            weapons: group.weapons.clone(),
            killed: group.killed,
            wounded: group.wounded,
            casualty_side: group.casualty_side,
            losses_denied: group.losses_denied,
            properties: group.properties.clone(),
        }
    }

    pub(super) fn unseal_site(&self, site: &Site) -> SiteDraft {
        let region = |id| Some(self.regions[id].key.to_string());
        match site {
            Site::Region(id) => SiteDraft {
                region: region(*id),
                ..SiteDraft::default()
            },
            Site::Settlement(id, settlement) => SiteDraft {
                region: region(*id),
                settlement: Some(self.settlements[*settlement].key.to_string()),
                ..SiteDraft::default()
            },
            Site::Named(id, name) => SiteDraft {
                region: region(*id),
                settlement: Some(name.clone()),
                ..SiteDraft::default()
            },
            Site::Zone(zone) => SiteDraft {
                zone: Some(self.zones[*zone].key.to_string()),
                ..SiteDraft::default()
            },
            Site::Point(point) => SiteDraft {
                region: point.region.and_then(region),
                settlement: Some(point.name.clone()).filter(|name| !name.is_empty()),
                at: Some(point.at()),
                precision_km: point.precision_m.map(|m| f64::from(m) / 1000.0),
                ..SiteDraft::default()
            },
            Site::Unplaced(name) => SiteDraft {
                settlement: Some(name.clone()),
                ..SiteDraft::default()
            },
        }
    }
}

impl Atlas {
    /// Where a site of an unsealed draft is drawn, as [`Atlas::position`] says.
    pub fn position_of(&self, site: &SiteDraft) -> Option<LonLat> {
        if site.at.is_some() {
            return site.at;
        }
        if let Some(key) = &site.zone {
            let zone = self.zones.rows().iter().find(|zone| *zone.key == **key);
            return zone.map(|zone| zone.label);
        }
        let region = self.region_by_key(site.region.as_deref()?)?;
        let settlement = site.settlement.as_deref().and_then(|key| {
            let settlements = self.settlements.rows().iter();
            let mut settlements = settlements.filter(|settlement| *settlement.key == *key);
            settlements.next()?.at
        });
        Some(settlement.unwrap_or(self.regions[region].label))
    }
}

fn reporter(reporter: &Reporter) -> ReporterDraft {
    ReporterDraft {
        place: unsealed(),
        key: reporter.key.to_string(),
        names: reporter.names.clone(),
        short: reporter.short.clone(),
        side: reporter.side,
        letter: reporter.letter.clone(),
        note: reporter.note.clone(),
    }
}

fn unsealed() -> Place {
    Place::file("what is open")
}
