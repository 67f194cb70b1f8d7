//! The spatial index of a layer: boxes packed into the nodes of SQLite's R*Tree module in one go, which
//! takes a fraction of what entering them one by one does, and searches fewer nodes.
//!
//! The module keeps three tables beside the virtual one: nodes, the parent of each but the first, and the
//! leaf of each row. <https://www.sqlite.org/rtree.html>, "Shadow Tables".

use rusqlite::{Connection, params};

use ::geo::Rect;

use super::blob;

/// The root, and where its depth stands.
const ROOT: i64 = 1;

/// What a node begins with: the depth below it, of the root alone, and how many entries it has.
const HEADER_BYTES: usize = 4;

/// A number, and the four sides of a box.
const ENTRY_BYTES: usize = 24;

/// West, east, south and north, as the index keeps them.
type Sides = [f32; 4];

/// An entry of a node: the row, or the node below, and its box.
#[derive(Clone, Copy, Debug)]
struct Entry {
    number: i64,
    sides: Sides,
}

impl Entry {
    fn middle(&self, axis: usize) -> f32 {
        self.sides[axis * 2].midpoint(self.sides[axis * 2 + 1])
    }
}

/// The boxes of the rows of a layer, as they come.
#[derive(Debug, Default)]
pub struct Boxes(Vec<Entry>);

impl Boxes {
    /// Takes in the box of a row.
    pub fn push(&mut self, row: i64, bounds: Rect) {
        let [west, east, south, north] = blob::envelope(bounds);
        self.0.push(Entry {
            number: row,
            sides: [down(west), up(east), down(south), up(north)],
        });
    }

    /// Fills the index of that name, which is empty.
    ///
    /// # Errors
    ///
    /// Where the disk says so.
    pub fn fill(self, database: &Connection, index: &str) -> rusqlite::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let sql = format!("SELECT length(data) FROM \"{index}_node\" WHERE nodeno = {ROOT}");
        let bytes: u32 = database.query_row(&sql, [], |row| row.get(0))?;
        let bytes = bytes as usize;
        let most = bytes.saturating_sub(HEADER_BYTES) / ENTRY_BYTES;
        let mut filling = Filling {
            nodes: database.prepare(&format!("INSERT INTO \"{index}_node\" VALUES (?1, ?2)"))?,
            parents: database
                .prepare(&format!("INSERT INTO \"{index}_parent\" VALUES (?1, ?2)"))?,
            bytes,
            next: ROOT + 1,
        };
        let mut rows = vec![(0, 0); self.0.len()];
        let (mut level, mut depth, mut at) = (self.0, 0, 0);
        while level.len() > most {
            let mut above = Vec::new();
            for together in packed(&mut level, most) {
                let node = filling.node(together)?;
                for entry in together.iter() {
                    if depth == 0 {
                        rows[at] = (entry.number, node.number);
                        at += 1;
                    } else {
                        filling.parents.execute([entry.number, node.number])?;
                    }
                }
                above.push(node);
            }
            level = above;
            depth += 1;
        }
        for entry in &level {
            match depth {
                0 => {
                    rows[at] = (entry.number, ROOT);
                    at += 1;
                }
                _ => drop(filling.parents.execute([entry.number, ROOT])?),
            }
        }
        let root = filling.data(depth, &level);
        let sql = format!("UPDATE \"{index}_node\" SET data = ?1 WHERE nodeno = {ROOT}");
        database.execute(&sql, params![root])?;
        // In their order they are added at the end, which costs least.
        rows.sort_unstable();
        let mut leaves = database.prepare(&format!(
            "INSERT INTO \"{index}_rowid\" (rowid, nodeno) VALUES (?1, ?2)"
        ))?;
        for (row, leaf) in rows {
            leaves.execute([row, leaf])?;
        }
        Ok(())
    }
}

struct Filling<'d> {
    nodes: rusqlite::Statement<'d>,
    parents: rusqlite::Statement<'d>,
    /// How many each node takes.
    bytes: usize,
    next: i64,
}

impl Filling<'_> {
    /// Writes a node. Gives the entry that stands for it above.
    fn node(&mut self, entries: &[Entry]) -> rusqlite::Result<Entry> {
        let number = self.next;
        self.next += 1;
        let data = self.data(0, entries);
        self.nodes.execute(params![number, data])?;
        let sides = entries.iter().map(|entry| entry.sides).reduce(|a, b| {
            [
                a[0].min(b[0]),
                a[1].max(b[1]),
                a[2].min(b[2]),
                a[3].max(b[3]),
            ]
        });
        Ok(Entry {
            number,
            sides: sides.unwrap_or_default(),
        })
    }

    fn data(&self, depth: u16, entries: &[Entry]) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.bytes);
        data.extend(depth.to_be_bytes());
        data.extend((entries.len() as u16).to_be_bytes());
        for entry in entries {
            data.extend(entry.number.to_be_bytes());
            for side in entry.sides {
                data.extend(side.to_be_bytes());
            }
        }
        data.resize(self.bytes, 0);
        data
    }
}

/// Puts entries together that lie near each other, at most so many: in strips from west to east, and in
/// each from south to north.
fn packed(entries: &mut [Entry], most: usize) -> Vec<&mut [Entry]> {
    let by = |axis: usize| move |a: &Entry, b: &Entry| a.middle(axis).total_cmp(&b.middle(axis));
    let nodes = entries.len().div_ceil(most);
    let strips = (nodes as f64).sqrt().ceil() as usize;
    entries.sort_unstable_by(by(0));
    let mut all = Vec::with_capacity(nodes);
    for strip in entries.chunks_mut(nodes.div_ceil(strips) * most) {
        strip.sort_unstable_by(by(1));
        let nodes = strip.len().div_ceil(most);
        all.extend(strip.chunks_mut(strip.len().div_ceil(nodes)));
    }
    all
}

/// The number that is no more, as near as the index keeps it.
fn down(side: f64) -> f32 {
    let near = side as f32;
    match f64::from(near) > side {
        true => near.next_down(),
        false => near,
    }
}

/// The number that is no less.
fn up(side: f64) -> f32 {
    let near = side as f32;
    match f64::from(near) < side {
        true => near.next_up(),
        false => near,
    }
}

#[cfg(test)]
mod tests {
    use ::geo::coord;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// The module itself holds the index to being sound, and finds in it what a scan does.
        #[test]
        fn a_packed_index_is_sound_and_finds_what_a_scan_does(
            points in prop::collection::vec((-180.0..180.0f64, -85.0..85.0f64, 0.0..0.5f64), 0..4_000),
            (x, y, size) in (-180.0..180.0f64, -85.0..85.0f64, 0.0..90.0f64),
        ) {
            let database = Connection::open_in_memory().expect("memory");
            let table = "CREATE VIRTUAL TABLE near USING rtree(id, minx, maxx, miny, maxy);";
            database.execute_batch(table).expect("made");
            let mut boxes = Boxes::default();
            for (row, (x, y, wide)) in (1..).zip(&points) {
                let far = coord! { x: x + wide, y: y + wide };
                boxes.push(row, Rect::new(coord! { x: *x, y: *y }, far));
            }
            boxes.fill(&database, "near").expect("filled");
            let sound: String = database
                .query_row("SELECT rtreecheck('near')", [], |row| row.get(0))
                .expect("asked");
            prop_assert_eq!(sound, "ok");
            let mut ask = database
                .prepare("SELECT id FROM near WHERE maxx >= ?1 AND minx <= ?2 AND maxy >= ?3 AND miny <= ?4 ORDER BY id")
                .expect("a statement");
            let found = ask.query_map([x, x + size, y, y + size], |row| row.get(0)).expect("asked");
            let found: Vec<i64> = found.collect::<Result<_, _>>().expect("rows");
            let lies_in = |(own_x, own_y, wide): &(f64, f64, f64)| {
                let (from, to) = ([down(*own_x), down(*own_y)], [up(own_x + wide), up(own_y + wide)]);
                f64::from(to[0]) >= x && f64::from(from[0]) <= x + size
                    && f64::from(to[1]) >= y && f64::from(from[1]) <= y + size
            };
            let rows = (1_i64..).zip(&points);
            let expected: Vec<i64> = rows.filter(|(_, of)| lies_in(of)).map(|(row, _)| row).collect();
            prop_assert_eq!(found, expected);
            // What is entered later goes the way of the module.
            database.execute("INSERT INTO near VALUES (90000, 1, 2, 1, 2)", []).expect("entered");
            database.execute("DELETE FROM near WHERE id = 1", []).expect("removed");
            let sound: String = database
                .query_row("SELECT rtreecheck('near')", [], |row| row.get(0))
                .expect("asked");
            prop_assert_eq!(sound, "ok");
        }
    }
}
