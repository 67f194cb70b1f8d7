//! What is selected, by keys that hold across restarts, and what the window holds of it.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    model::{
        Atlas, Direction, FileKey, RecordId, RegionId, RegionKey, ReportKey, SettlementId, Site,
        Window,
    },
    query::{Answer, Focus, PlaceRef, ShownRows, focus_on},
    scene::{Bundle, BundleKey, Scene, Target, Weight, bundle::Part, marks::Marked},
};

/// What the details speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By key.
    Region(RegionKey),
    /// By key.
    Settlement(Arc<str>),
    /// By key.
    Zone(Arc<str>),
    /// By key.
    Line(Arc<str>),
    /// The same bundle in every period that holds some of it.
    Bundle(BundleKey),
    /// By id, and the file in which that holds.
    Report(ReportKey),
    /// A single record, by where it stands in its source.
    Record {
        /// `None`: the data everything is opened beside.
        file: Option<FileKey>,
        /// Its place in the source: in a file, the byte its row begins at.
        offset: u64,
    },
    /// The records without a date.
    Undated,
    /// The records of the window without a place on the map.
    Unplaced,
}

impl Selection {
    /// The selection of something pointed at.
    pub fn of(atlas: &Atlas, target: &Target) -> Self {
        match target {
            Target::Bundle(key) => Self::Bundle(key.clone()),
            Target::Record(id) => {
                let dataset = atlas.dataset_of(*id);
                Self::Record {
                    file: dataset.file.clone(),
                    offset: dataset.columns.offset[id.row as usize],
                }
            }
            Target::Settlement(id) => Self::Settlement(atlas.settlements()[*id].key.clone()),
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
            Self::Settlement(key) => atlas.settlement_by_key(key),
            _ => None,
        }
    }

    /// The place selected, where it is one that has a tally.
    pub fn spot(&self, atlas: &Atlas) -> Option<PlaceRef> {
        match self {
            Self::Region(key) => atlas.region_by_key(&key.0).map(PlaceRef::Region),
            Self::Zone(key) => atlas.zone_by_key(key).map(PlaceRef::Zone),
            Self::Line(key) => atlas.line_by_key(key).map(PlaceRef::Line),
            _ => None,
        }
    }

    /// The single record selected.
    pub fn record(&self, atlas: &Atlas) -> Option<RecordId> {
        let Self::Record { file, offset } = self else {
            return None;
        };
        atlas.datasets_of(file.as_ref()).find_map(|(id, dataset)| {
            let row = dataset.row_at(*offset)?;
            Some(RecordId { dataset: id, row })
        })
    }

    /// What stands out on the map by it.
    pub fn marked(&self, atlas: &Atlas) -> Marked {
        Marked {
            region: self.region(atlas),
            settlement: self.settlement(atlas),
            zone: match self.spot(atlas) {
                Some(PlaceRef::Zone(zone)) => Some(zone),
                _ => None,
            },
            line: match self {
                Self::Line(key) => atlas.line_by_key(key),
                _ => None,
            },
            hovered: None,
            records: [self.record(atlas), None],
        }
    }

    /// What bundles are compared with, looked up once.
    fn subject(&self, atlas: &Atlas) -> Subject<'_> {
        match self {
            Self::Bundle(key) => Subject::Bundle(key),
            Self::Region(_) | Self::Zone(_) | Self::Line(_) => {
                self.spot(atlas).map_or(Subject::Nothing, Subject::PlaceRef)
            }
            Self::Settlement(key) => {
                let found = atlas.settlement_by_key(key);
                found.map_or(Subject::Nothing, Subject::Settlement)
            }
            Self::Report(key) => Subject::Records(atlas.records_of_report(key)),
            Self::Record { .. } => Subject::Records(self.record(atlas).into_iter().collect()),
            Self::Undated | Self::Unplaced => Subject::Nothing,
        }
    }

    /// How strongly each bundle is drawn beside what is selected.
    pub fn weigher<'a>(
        selection: Option<&'a Self>,
        atlas: &'a Atlas,
        scene: &Scene,
    ) -> impl Fn(&Bundle) -> Weight + use<'a> {
        let subject = selection.map(|selection| selection.subject(atlas));
        let concerns = move |bundle: &Bundle| {
            let subject = subject.as_ref();
            subject.map(|subject| subject.concerns(atlas, bundle))
        };
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
        let all = || ShownRows::of(atlas, answer, window.interval());
        match self {
            Self::Region(_) | Self::Zone(_) | Self::Line(_) => match self.spot(atlas) {
                Some(spot) => focus_on(atlas, answer, spot, window),
                None => Focus::default(),
            },
            Self::Settlement(key) => {
                let Some(id) = atlas.settlement_by_key(key) else {
                    return Focus::default();
                };
                let records = all().flat_map(|rows| naming_settlement(rows, id));
                Focus::new(atlas, records, window)
            }
            Self::Bundle(key) => {
                let bundle = scene.bundle(key);
                let records = bundle.map(|of| of.records(atlas, answer, window, &scene.tints));
                Focus::new(atlas, records.unwrap_or_default().into_iter(), window)
            }
            Self::Report(key) => {
                Focus::new(atlas, atlas.records_of_report(key).into_iter(), window)
            }
            Self::Record { .. } => {
                let record = self.record(atlas);
                Focus {
                    record,
                    ..Focus::new(atlas, record.into_iter(), window)
                }
            }
            Self::Undated => {
                let records =
                    all().flat_map(|rows| rows.undated().map(move |row| rows.record(row)));
                Focus::new(atlas, records, window)
            }
            Self::Unplaced => {
                let records =
                    all().flat_map(|rows| rows.unplaced().map(move |row| rows.record(row)));
                Focus::new(atlas, records, window)
            }
        }
    }
}

/// The shown records of a dataset that name a settlement, in the order of time.
fn naming_settlement(rows: ShownRows<'_>, id: SettlementId) -> Vec<RecordId> {
    let dataset = rows.dataset;
    let names_it = |site: &Site| matches!(site.place(), Site::Settlement(_, own) if *own == id);
    let ends: Vec<bool> = dataset
        .ends
        .iter()
        .map(|ends| ends.sites.iter().any(names_it))
        .collect();
    let spots: BTreeSet<PlaceRef> = dataset
        .ends
        .iter()
        .zip(&ends)
        .filter(|(_, named)| **named)
        .flat_map(|(ends, _)| ends.spots.iter().copied())
        .collect();
    let names = |row: u32| {
        let mut directions = Direction::ALL.into_iter();
        directions.any(|direction| ends[dataset.columns.end(direction, row as usize)])
    };
    let found: BTreeSet<u32> = spots
        .into_iter()
        .flat_map(|spot| rows.naming(spot))
        .filter(|row| names(*row))
        .collect();
    found.into_iter().map(|row| rows.record(row)).collect()
}

/// What is selected, as bundles know it.
enum Subject<'a> {
    Nothing,
    Bundle(&'a BundleKey),
    PlaceRef(PlaceRef),
    Settlement(SettlementId),
    Records(Vec<RecordId>),
}

impl Subject<'_> {
    /// Whether a bundle has to do with it.
    fn concerns(&self, atlas: &Atlas, bundle: &Bundle) -> bool {
        match self {
            Self::Nothing => false,
            Self::Bundle(key) => bundle.key == **key,
            Self::PlaceRef(spot) => bundle.spots.contains(spot),
            Self::Settlement(id) => bundle
                .sites()
                .any(|site| matches!(site.place(), Site::Settlement(_, own) if own == id)),
            Self::Records(records) => bundle.parts.iter().any(|part| match part {
                Part::Record(record) => records.contains(record),
                Part::Flow { dataset, flow, .. } => {
                    let rows = atlas.datasets()[*dataset].flows.rows(*flow);
                    records.iter().any(|record| {
                        record.dataset == *dataset && rows.binary_search(&record.row).is_ok()
                    })
                }
            }),
        }
    }
}
