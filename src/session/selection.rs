//! What is selected, by keys that hold across restarts, and what the window holds of it.

use std::sync::Arc;

use crate::{
    model::{
        Atlas, FileKey, Ledger, RecordId, RegionId, RegionKey, ReportId, SettlementId, Site,
        Window, ledger::Lane,
    },
    query::{Answer, Focus, RowId, ShownRows, Spot, focus_on},
    scene::{Bundle, BundleKey, Scene, Target, Weight},
};

/// What the details speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    Region(RegionKey),
    Settlement(Arc<str>),
    Zone(Arc<str>),
    Line(Arc<str>),
    Bundle(BundleKey),
    Report(Arc<str>),
    /// A row of a large file, by where it begins in the file.
    Row {
        file: FileKey,
        offset: u64,
    },
    /// The reports without a date.
    Undated,
    /// The reports of the window without a place on the map.
    Unplaced,
}

impl Selection {
    /// The selection of something pointed at.
    pub fn of(atlas: &Atlas, target: &Target) -> Self {
        match target {
            Target::Bundle(key) => Self::Bundle(key.clone()),
            Target::Row(id) => {
                let ledger = &atlas.ledgers()[id.ledger as usize];
                Self::Row {
                    file: ledger.file.clone().unwrap_or_else(FileKey::own),
                    offset: ledger.columns.offset[id.row as usize],
                }
            }
            Target::Line(id) => Self::Line(atlas.lines()[*id].key.clone()),
            Target::Region(id) => Self::Region(atlas.regions()[*id].key.clone()),
            Target::Zone(id) => Self::Zone(atlas.zones()[*id].key.clone()),
        }
    }

    /// The region selected.
    pub fn region(&self, atlas: &Atlas) -> Option<RegionId> {
        match self {
            Self::Region(key) => atlas.region_by_key(&key.0),
            _ => None,
        }
    }

    /// The settlement selected.
    pub fn settlement(&self, atlas: &Atlas) -> Option<SettlementId> {
        match self {
            Self::Settlement(key) => atlas.settlements().find(|place| place.key == *key),
            _ => None,
        }
    }

    /// The place selected, where it is one that has a tally.
    pub fn spot(&self, atlas: &Atlas) -> Option<Spot> {
        match self {
            Self::Region(key) => atlas.region_by_key(&key.0).map(Spot::Region),
            Self::Zone(key) => atlas.zones().find(|zone| zone.key == *key).map(Spot::Zone),
            _ => None,
        }
    }

    /// The report selected.
    pub fn report(&self, atlas: &Atlas) -> Option<ReportId> {
        match self {
            Self::Report(id) => atlas.reports().find(|report| report.id == *id),
            _ => None,
        }
    }

    /// The row selected.
    pub fn row(&self, atlas: &Atlas) -> Option<RowId> {
        let Self::Row { file, offset } = self else {
            return None;
        };
        let of_file = |(_, ledger): &(usize, &Arc<Ledger>)| ledger.file.as_ref() == Some(file);
        let (ledger, found) = atlas.ledgers().iter().enumerate().find(of_file)?;
        let row = found.columns.offset.iter().position(|own| own == offset)?;
        Some(RowId {
            ledger: ledger as u32,
            row: row as u32,
        })
    }

    /// Whether a bundle has to do with it.
    pub fn concerns(&self, atlas: &Atlas, bundle: &Bundle) -> bool {
        match self {
            Self::Bundle(key) => bundle.key == *key,
            Self::Region(_) | Self::Zone(_) => {
                let spot = self.spot(atlas);
                bundle.spots.iter().any(|named| Some(*named) == spot)
            }
            Self::Settlement(key) => {
                let wanted = atlas
                    .settlements()
                    .find(|settlement| settlement.key == *key);
                bundle.sites(atlas).any(|site| match site {
                    Site::Settlement(_, id) => Some(*id) == wanted,
                    _ => false,
                })
            }
            Self::Report(_) => {
                let wanted = self.report(atlas);
                let mut reports = bundle.groups.iter().map(|id| atlas.groups()[*id].report);
                reports.any(|report| Some(report) == wanted)
            }
            Self::Line(_) | Self::Row { .. } | Self::Undated | Self::Unplaced => false,
        }
    }

    /// How strongly a bundle is drawn beside what is selected.
    pub fn weigher<'a>(
        selection: Option<&'a Self>,
        atlas: &'a Atlas,
        scene: &Scene,
    ) -> impl Fn(&Bundle) -> Weight + use<'a> {
        let concerns = move |bundle: &Bundle| selection.map(|of| of.concerns(atlas, bundle));
        let mut bundles = scene.bundles.iter();
        let any = bundles.any(|bundle| concerns(bundle) == Some(true));
        move |bundle| match concerns(bundle) {
            Some(true) => Weight::Strong,
            Some(false) if any => Weight::Faint,
            _ => Weight::Plain,
        }
    }

    /// What the window holds of it.
    pub fn focus(&self, atlas: &Atlas, answer: &Answer, scene: &Scene, window: Window) -> Focus {
        let records = |records: &mut dyn Iterator<Item = RecordId>| {
            Focus::new(atlas, records, std::iter::empty(), window)
        };
        let files = || ShownRows::of_files(atlas, answer, window.interval());
        match self {
            Self::Region(_) | Self::Zone(_) => match self.spot(atlas) {
                Some(spot) => focus_on(atlas, answer, spot, window),
                None => Focus::default(),
            },
            Self::Settlement(key) => {
                let wanted = atlas
                    .settlements()
                    .find(|settlement| settlement.key == *key);
                let names_it = |record: &RecordId| {
                    atlas.records()[*record].group.is_some_and(|group| {
                        let mut sites = atlas.groups()[group].sites();
                        sites.any(|site| match site {
                            Site::Settlement(_, id) => Some(*id) == wanted,
                            _ => false,
                        })
                    })
                };
                records(&mut answer.shown.iter().copied().filter(names_it))
            }
            Self::Line(_) => Focus::default(),
            Self::Bundle(key) => {
                let bundle = scene.bundles.iter().find(|bundle| bundle.key == *key);
                let groups = bundle.map_or(&[][..], |bundle| &bundle.groups);
                let in_bundle = |record: &RecordId| {
                    let group = atlas.records()[*record].group;
                    group.is_some_and(|group| groups.contains(&group))
                };
                let lanes = bundle.map_or(&[][..], |bundle| &bundle.lanes);
                let of_lanes = |(ledger, rows): (u32, ShownRows<'_>)| {
                    let own = lanes.iter().filter(move |(of, _)| *of == ledger);
                    let rows = own.flat_map(move |(_, lane): &(u32, Lane)| rows.of_lane(*lane));
                    rows.map(move |row| RowId { ledger, row })
                        .collect::<Vec<_>>()
                };
                let shown = answer.shown.iter().copied().filter(in_bundle);
                Focus::new(atlas, shown, files().flat_map(of_lanes), window)
            }
            Self::Report(_) => {
                let wanted = self.report(atlas);
                let of_report = |record: &RecordId| Some(atlas.records()[*record].report) == wanted;
                records(&mut atlas.records().ids().filter(of_report))
            }
            Self::Row { .. } => {
                let row = self.row(atlas);
                Focus {
                    row,
                    ..Focus::new(atlas, std::iter::empty(), row.into_iter(), window)
                }
            }
            Self::Undated => {
                let rows = files().flat_map(|(ledger, rows)| {
                    let all = rows.ledger.len() as u32;
                    let undated = all - rows.ledger.undated() as u32..all;
                    undated.map(move |row| RowId { ledger, row })
                });
                Focus::new(atlas, atlas.undated(), rows, window)
            }
            Self::Unplaced => {
                let rows = files().flat_map(|(ledger, rows)| {
                    let unplaced = rows.unplaced();
                    unplaced.map(move |row| RowId { ledger, row })
                });
                let unplaced = answer.unplaced.iter().copied();
                Focus::new(atlas, unplaced, rows, window)
            }
        }
    }
}
