//! Made-up extracts of OpenStreetMap, written block by block.

use std::io::Write as _;

/// What an extract holds.
#[derive(Default)]
pub struct Osm {
    pub nodes: Vec<(i64, [f64; 2], Tags)>,
    pub ways: Vec<(i64, Vec<i64>, Tags)>,
    /// Ways with their roles.
    pub relations: Vec<(i64, Members, Tags)>,
}

pub type Members = Vec<(i64, &'static str)>;
pub type Tags = Vec<(&'static str, &'static str)>;

impl Osm {
    /// The file: a head, then a block each for nodes, ways and relations.
    pub fn bytes(&self) -> Vec<u8> {
        of_blocks(&self.blocks())
    }

    /// The blocks for nodes, ways and relations, as they are before they are packed.
    pub fn blocks(&self) -> [Vec<u8>; 3] {
        [self.node_block(), self.way_block(), self.relation_block()]
    }

    fn node_block(&self) -> Vec<u8> {
        let mut strings = Strings::default();
        let (mut ids, mut lats, mut lons, mut tags) = (vec![], vec![], vec![], vec![]);
        let mut last = [0_i64; 3];
        for (id, [lon, lat], of) in &self.nodes {
            let now = [*id, (lat * 1e7).round() as i64, (lon * 1e7).round() as i64];
            for (number, out) in [&mut ids, &mut lats, &mut lons].into_iter().enumerate() {
                varint(out, zigzag(now[number].wrapping_sub(last[number])));
            }
            last = now;
            for (key, value) in of {
                varint(&mut tags, strings.number(key));
                varint(&mut tags, strings.number(value));
            }
            varint(&mut tags, 0);
        }
        let mut dense = Vec::new();
        for (number, bytes) in [(1, ids), (8, lats), (9, lons), (10, tags)] {
            field(&mut dense, number, &bytes);
        }
        let mut group = Vec::new();
        field(&mut group, 2, &dense);
        strings.block(&group)
    }

    fn way_block(&self) -> Vec<u8> {
        let mut strings = Strings::default();
        let mut group = Vec::new();
        for (id, refs, tags) in &self.ways {
            let mut way = strings.start(*id, tags);
            field(&mut way, 8, &deltas(refs.iter().copied()));
            field(&mut group, 3, &way);
        }
        strings.block(&group)
    }

    fn relation_block(&self) -> Vec<u8> {
        let mut strings = Strings::default();
        let mut group = Vec::new();
        for (id, members, tags) in &self.relations {
            let mut relation = strings.start(*id, tags);
            let (mut roles, mut kinds) = (vec![], vec![]);
            for (_, role) in members {
                varint(&mut roles, strings.number(role));
                varint(&mut kinds, 1);
            }
            field(&mut relation, 8, &roles);
            field(&mut relation, 9, &deltas(members.iter().map(|(id, _)| *id)));
            field(&mut relation, 10, &kinds);
            field(&mut group, 4, &relation);
        }
        strings.block(&group)
    }
}

/// A file of a head and these blocks, which it packs.
pub fn of_blocks(blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut out = head(&["OsmSchema-V0.6", "DenseNodes"]);
    for data in blocks {
        out.extend(block("OSMData", data));
    }
    out
}

/// The first block of a file, which says what a reader must know of.
pub fn head(features: &[&str]) -> Vec<u8> {
    let mut head = Vec::new();
    for feature in features {
        field(&mut head, 4, feature.as_bytes());
    }
    block("OSMHeader", &head)
}

/// A block in its frame, packed.
pub fn block(kind: &str, data: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(data).expect("packed");
    let packed = packed.finish().expect("packed");
    let mut blob = Vec::new();
    whole(&mut blob, 2, data.len() as u64);
    field(&mut blob, 3, &packed);
    framed(kind, &blob, blob.len() as u64)
}

/// Bytes in a frame that says they are so many.
pub fn framed(kind: &str, blob: &[u8], size: u64) -> Vec<u8> {
    let mut frame = Vec::new();
    field(&mut frame, 1, kind.as_bytes());
    whole(&mut frame, 3, size);
    let mut out = (frame.len() as u32).to_be_bytes().to_vec();
    out.extend(frame);
    out.extend_from_slice(blob);
    out
}

#[derive(Default)]
struct Strings(Vec<String>);

impl Strings {
    /// The first text of a block stands for none.
    fn number(&mut self, text: &str) -> u64 {
        if self.0.is_empty() {
            self.0.push(String::new());
        }
        let known = self.0.iter().position(|known| known == text);
        known.unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        }) as u64
    }

    fn start(&mut self, id: i64, tags: &Tags) -> Vec<u8> {
        let (mut keys, mut values) = (vec![], vec![]);
        for (key, value) in tags {
            varint(&mut keys, self.number(key));
            varint(&mut values, self.number(value));
        }
        let mut out = Vec::new();
        whole(&mut out, 1, id as u64);
        field(&mut out, 2, &keys);
        field(&mut out, 3, &values);
        out
    }

    fn block(&self, group: &[u8]) -> Vec<u8> {
        let mut table = Vec::new();
        for text in &self.0 {
            field(&mut table, 1, text.as_bytes());
        }
        let mut out = Vec::new();
        field(&mut out, 1, &table);
        field(&mut out, 2, group);
        out
    }
}

fn deltas(numbers: impl Iterator<Item = i64>) -> Vec<u8> {
    let (mut out, mut last) = (Vec::new(), 0_i64);
    for number in numbers {
        varint(&mut out, zigzag(number.wrapping_sub(last)));
        last = number;
    }
    out
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn field(out: &mut Vec<u8>, number: u64, bytes: &[u8]) {
    varint(out, number << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn whole(out: &mut Vec<u8>, number: u64, value: u64) {
    varint(out, number << 3);
    varint(out, value);
}
