//! A map of the person's own on the screen, above the one that is built in: tiles are read and made
//! ready on threads of their own, and a bounded number of them is kept.

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use egui::{Context, Rect, pos2};
use walkers::{TileId, TilePiece, Tiles, sources};

use super::{
    basemap::{Ready, picture, shapes},
    tiles::{self, Attribution, BasemapSource, Content, TileKey, TilesError},
};
use crate::{
    model::Language,
    scene::{Label, Palette, Theme, World},
    words::basemaps as words,
};

/// What kept tiles may take in memory, as near as can be told, in bytes.
const KEPT_BYTES: usize = 160 << 20;

/// So many zooms further out a tile may stand in for one that is not there yet.
const STANDS_IN: u8 = 6;

/// What a thread hands over.
struct Done {
    key: TileKey,
    theme: Theme,
    result: Result<Option<Ready>, TilesError>,
}

/// What threads are to do.
#[derive(Default)]
struct Queue {
    /// In the order they are to be read.
    wanted: Vec<TileKey>,
    busy: HashSet<TileKey>,
    theme: Theme,
    closed: bool,
}

#[derive(Default)]
struct Work {
    queue: Mutex<Queue>,
    wake: Condvar,
}

impl Work {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Nothing in it is ever half changed.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A tile that could not be read, and when it is tried again.
struct Failed {
    times: u32,
    /// In seconds of the window; `None`: never.
    again: Option<f64>,
}

struct Kept {
    /// `None` where the source has no such tile.
    ready: Option<Ready>,
    /// The frame it was last seen in.
    seen: u64,
}

/// A map of the person's own.
pub struct OwnMap {
    source: Arc<dyn BasemapSource>,
    work: Arc<Work>,
    done: Receiver<Done>,
    theme: Theme,
    kept: HashMap<TileKey, Kept>,
    kept_bytes: usize,
    most_bytes: usize,
    failed: HashMap<TileKey, Failed>,
    frame: u64,
    now: f64,
    /// The tiles of this frame that are drawn, and those that are not there yet.
    seen: Vec<TileKey>,
    wanted: Vec<TileKey>,
    /// Since when something in view is waited for, in seconds of the window.
    waits_since: Option<f64>,
    labels: (Vec<TileKey>, Language, Arc<[Label]>),
    trouble: Option<TilesError>,
    /// Whether trouble was told already: one that every tile has is told once.
    told: bool,
}

/// Longer than this nobody waits without wondering, in seconds.
const LONG_S: f64 = 1.0;

impl OwnMap {
    /// The map of a source, with so many threads that read it. They end with it.
    pub fn new(source: Arc<dyn BasemapSource>, threads: usize, ctx: &Context) -> Self {
        let work = Arc::new(Work::default());
        let (send, done) = channel();
        for _ in 0..threads {
            let (source, work, send) = (Arc::clone(&source), Arc::clone(&work), send.clone());
            let ctx = ctx.clone();
            thread::spawn(move || read_tiles(&*source, &work, &send, &ctx));
        }
        Self {
            source,
            work,
            done,
            theme: Theme::Light,
            kept: HashMap::new(),
            kept_bytes: 0,
            most_bytes: KEPT_BYTES,
            failed: HashMap::new(),
            frame: 0,
            now: 0.0,
            seen: Vec::new(),
            wanted: Vec::new(),
            waits_since: None,
            labels: (Vec::new(), Language::default(), Arc::default()),
            trouble: None,
            told: false,
        }
    }

    /// Whom to name.
    pub fn attribution(&self) -> Attribution {
        self.source.attribution()
    }

    /// Where the tiles come from, for pictures.
    pub fn source(&self) -> &Arc<dyn BasemapSource> {
        &self.source
    }

    /// What went wrong since this was last asked.
    pub fn take_trouble(&mut self) -> Option<TilesError> {
        self.trouble.take()
    }

    /// Whether everything that was in view is there, or is not to be had.
    pub fn is_settled(&self) -> bool {
        let queue = self.work.lock();
        queue.wanted.is_empty() && queue.busy.is_empty() && self.wanted.is_empty()
    }

    /// Whether something in view is waited for so long that a person wonders why it is not there.
    pub fn is_slow(&self) -> bool {
        self.waits_since
            .is_some_and(|since| self.now - since >= LONG_S)
    }

    /// Takes over what is ready, and readies for a frame in that theme.
    pub fn begin_frame(&mut self, ctx: &Context, theme: Theme) {
        if self.theme != theme {
            self.theme = theme;
            self.kept.clear();
            self.kept_bytes = 0;
        }
        self.frame += 1;
        self.now = ctx.input(|input| input.time);
        self.seen.clear();
        self.wanted.clear();
        while let Ok(done) = self.done.try_recv() {
            self.work.lock().busy.remove(&done.key);
            self.take_over(done);
        }
    }

    /// Asks for what is in view and not there, and for nothing else.
    pub fn end_frame(&mut self, ctx: &Context) {
        let mut queue = self.work.lock();
        queue.theme = self.theme;
        queue.wanted.clear();
        let fresh = self.wanted.iter().filter(|key| !queue.busy.contains(key));
        let fresh: Vec<TileKey> = fresh.copied().collect();
        queue.wanted = fresh;
        drop(queue);
        self.work.wake.notify_all();
        let now = self.now;
        if self.wanted.is_empty() {
            self.waits_since = None;
        } else if self.waits_since.is_none() {
            self.waits_since = Some(now);
            ctx.request_repaint_after_secs(LONG_S as f32 + 0.05);
        }
        let again = self.failed.values().filter_map(|failed| failed.again);
        let again = again.filter(|again| *again > now).reduce(f64::min);
        if let Some(again) = again {
            ctx.request_repaint_after_secs((again - now) as f32 + 0.05);
        }
        self.make_room();
    }

    fn take_over(&mut self, done: Done) {
        let Done { key, theme, result } = done;
        match result {
            Ok(ready) => {
                self.failed.remove(&key);
                if theme != self.theme {
                    return;
                }
                let bytes = ready.as_ref().map_or(0, |ready| ready.bytes);
                let kept = Kept {
                    ready,
                    seen: self.frame,
                };
                self.kept_bytes += bytes;
                if let Some(before) = self.kept.insert(key, kept) {
                    self.kept_bytes -= before.ready.map_or(0, |ready| ready.bytes);
                }
            }
            Err(error) => {
                let times = self.failed.get(&key).map_or(0, |failed| failed.times) + 1;
                let again = error.again_in_s(times).map(|pause| self.now + pause);
                self.failed.insert(key, Failed { times, again });
                if !self.told {
                    self.told = true;
                    self.trouble = Some(error);
                }
            }
        }
    }

    /// Lets go of those that were not seen for the longest time.
    fn make_room(&mut self) {
        const MOST_EMPTY: usize = 20_000;
        if self.kept_bytes <= self.most_bytes && self.kept.len() <= MOST_EMPTY {
            return;
        }
        let mut old: Vec<(u64, TileKey)> = self
            .kept
            .iter()
            .filter(|(_, kept)| kept.seen < self.frame)
            .map(|(key, kept)| (kept.seen, *key))
            .collect();
        old.sort_unstable();
        for (_, key) in old {
            if self.kept_bytes <= self.most_bytes * 3 / 4 && self.kept.len() <= MOST_EMPTY / 2 {
                break;
            }
            if let Some(gone) = self.kept.remove(&key) {
                self.kept_bytes -= gone.ready.map_or(0, |ready| ready.bytes);
            }
        }
        self.failed.retain(|_, failed| failed.again.is_some());
    }

    /// The names on the tiles of this frame, the most important first.
    pub fn labels(&mut self, language: Language) -> Arc<[Label]> {
        let (tiles, of, labels) = &self.labels;
        if *tiles == self.seen && *of == language {
            return Arc::clone(labels);
        }
        let ready = self
            .seen
            .iter()
            .filter_map(|key| self.kept.get(key)?.ready.as_ref());
        let spots = ready.flat_map(|ready| ready.spots.iter());
        let labels: Arc<[Label]> = tiles::labels(spots, language).into();
        self.labels = (self.seen.clone(), language, Arc::clone(&labels));
        labels
    }

    /// Whether a tile of this frame lies there, so that what is below it is not seen.
    pub fn covers(&self, at: World) -> bool {
        self.seen.iter().any(|key| tiles::holds(*key, at))
    }

    /// Notes that a tile is in view, and says whether there is something to draw.
    fn look_at(&mut self, key: TileKey) -> Option<bool> {
        let frame = self.frame;
        if let Some(kept) = self.kept.get_mut(&key) {
            kept.seen = frame;
            return Some(kept.ready.is_some());
        }
        let waits = self
            .failed
            .get(&key)
            .is_some_and(|failed| failed.again.is_none_or(|again| again > self.now));
        if !waits && !self.wanted.contains(&key) {
            self.wanted.push(key);
        }
        None
    }
}

impl Drop for OwnMap {
    fn drop(&mut self) {
        self.work.lock().closed = true;
        self.work.wake.notify_all();
    }
}

impl Tiles for OwnMap {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        let zooms = self.source.zooms();
        if id.zoom < *zooms.start() {
            return None;
        }
        // Nearer than there are tiles of, a part of the deepest one stands in.
        let mut below = id.zoom.saturating_sub(*zooms.end());
        let key = |below: u8| (id.zoom - below, id.x >> below, id.y >> below);
        match self.look_at(key(below)) {
            Some(true) => {}
            // There is none, so what lies below is seen.
            Some(false) => return None,
            None => {
                let further = (below + 1..=below.saturating_add(STANDS_IN))
                    .take_while(|below| id.zoom >= *zooms.start() + below);
                let mut further = further.filter(|below| {
                    let kept = self.kept.get(&key(*below));
                    kept.is_some_and(|kept| kept.ready.is_some())
                });
                below = further.next()?;
                if let Some(kept) = self.kept.get_mut(&key(below)) {
                    kept.seen = self.frame;
                }
            }
        }
        let key = key(below);
        let drawn = self.kept.get(&key)?.ready.as_ref()?.drawn.clone();
        if !self.seen.contains(&key) {
            self.seen.push(key);
        }
        let parts = f32::from(below).exp2();
        let part = |at: u32| (at % (1 << below)) as f32 / parts;
        let corner = pos2(part(id.x), part(id.y));
        let uv = Rect::from_min_size(corner, egui::Vec2::splat(1.0 / parts));
        Some(TilePiece::new(drawn, uv))
    }

    /// Drawn by the map itself, since walkers takes words that never change.
    fn attribution(&self) -> sources::Attribution {
        sources::Attribution {
            text: "",
            url: "",
            logo_light: None,
            logo_dark: None,
        }
    }

    fn tile_size(&self) -> u32 {
        self.source.tile_px()
    }
}

/// Reads tiles and makes them ready, until the map is gone.
fn read_tiles(source: &dyn BasemapSource, work: &Work, send: &Sender<Done>, ctx: &Context) {
    loop {
        let mut queue = work.lock();
        while queue.wanted.is_empty() && !queue.closed {
            queue = work
                .wake
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if queue.closed {
            return;
        }
        let key = queue.wanted.remove(0);
        queue.busy.insert(key);
        let theme = queue.theme;
        drop(queue);
        let read = AssertUnwindSafe(|| ready(source, key, theme, ctx));
        let result = catch_unwind(read).unwrap_or_else(|_| {
            Err(TilesError::Own {
                words: words::tile_panicked().to_owned(),
                again_in_s: None,
            })
        });
        // It is busy until the window has taken it over, so that it is not asked for twice.
        let is_gone = send.send(Done { key, theme, result }).is_err();
        ctx.request_repaint();
        if is_gone {
            return;
        }
    }
}

fn ready(
    source: &dyn BasemapSource,
    key: TileKey,
    theme: Theme,
    ctx: &Context,
) -> Result<Option<Ready>, TilesError> {
    let content = source.tile(key)?;
    Ok(content.map(|content| match content {
        Content::Vector(tile) => {
            let side = source.tile_px() as f32;
            shapes(tile, &Palette::of(theme), side, key.0)
        }
        Content::Raster(image) => picture(ctx, &image, theme),
    }))
}

#[cfg(test)]
mod tests {
    use std::{
        ops::RangeInclusive,
        sync::atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    /// Tiles of one colour, of which some fail and one stops its reader.
    #[derive(Default)]
    struct Made {
        asked: AtomicUsize,
    }

    impl BasemapSource for Made {
        fn attribution(&self) -> Attribution {
            Attribution::default()
        }

        fn zooms(&self) -> RangeInclusive<u8> {
            3..=9
        }

        fn tile_px(&self) -> u32 {
            256
        }

        fn tile(&self, (_, x, y): TileKey) -> Result<Option<Content>, TilesError> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let failed = |again_in_s| TilesError::Own {
                words: "made to fail".to_owned(),
                again_in_s,
            };
            match if y == 0 { x } else { 4 + (x + y) % 8 } {
                0 | 9 => Err(failed(None)),
                1 | 10 => Err(failed(Some(5.0))),
                2 => panic!("made to stop"),
                3 | 11 => Ok(None),
                _ => Ok(Some(Content::Raster(image::RgbaImage::new(16, 16)))),
            }
        }
    }

    fn id(zoom: u8, x: u32, y: u32) -> TileId {
        TileId { x, y, zoom }
    }

    /// Draws a frame of some tiles, and waits until what it asked for has come.
    fn frame(map: &mut OwnMap, ctx: &Context, tiles: &[TileId]) -> usize {
        let look = |map: &mut OwnMap| {
            map.begin_frame(ctx, Theme::Light);
            let drawn = tiles.iter().filter_map(|id| map.at(*id)).count();
            map.end_frame(ctx);
            drawn
        };
        loop {
            let drawn = look(map);
            if map.is_settled() {
                return drawn;
            }
            let done = map.done.recv().expect("a thread");
            map.work.lock().busy.remove(&done.key);
            map.take_over(done);
        }
    }

    #[test]
    fn a_thousand_views_keep_no_more_than_they_may_and_ask_for_nothing_else() {
        let source = Arc::new(Made::default());
        let ctx = Context::default();
        let mut map = OwnMap::new(Arc::clone(&source) as Arc<dyn BasemapSource>, 2, &ctx);
        map.most_bytes = 100 * 16 * 16 * 4;
        let mut seed = 7_u32;
        for _ in 0..1000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (x, y) = (seed >> 24, seed >> 16 & 0xff);
            let view: Vec<TileId> = (0..12).map(|at| id(9, x + at % 4, y + at / 4)).collect();
            frame(&mut map, &ctx, &view);
            assert!(map.kept_bytes <= map.most_bytes + 12 * 16 * 16 * 4);
        }
        let before = source.asked.load(Ordering::Relaxed);
        assert!(before <= 12_000, "one question a tile and view at most");
        let view = [id(9, 256, 256)];
        frame(&mut map, &ctx, &view);
        let after = source.asked.load(Ordering::Relaxed);
        frame(&mut map, &ctx, &view);
        assert_eq!(source.asked.load(Ordering::Relaxed), after, "kept");
    }

    /// A tile that is not there after a second is said to keep a person waiting, and is not when it has come.
    #[test]
    fn a_map_is_slow_while_a_tile_in_view_is_long_waited_for() {
        let ctx = Context::default();
        let mut map = OwnMap::new(Arc::new(Made::default()), 1, &ctx);
        let wanted = id(9, 260, 256);
        let at = |map: &mut OwnMap, now: f64, is_there: bool| {
            map.now = now;
            map.wanted.clear();
            if !is_there {
                map.wanted.push((wanted.zoom, wanted.x, wanted.y));
            }
            map.end_frame(&ctx);
            map.is_slow()
        };
        let slow = [
            (10.0, false),
            (10.9, false),
            (11.1, false),
            (11.2, true),
            (11.3, false),
        ]
        .map(|(now, is_there)| at(&mut map, now, is_there));
        assert_eq!(slow, [false, false, true, false, false]);
    }

    #[test]
    fn what_is_missing_lets_the_map_below_through_and_what_fails_is_told_once() {
        let ctx = Context::default();
        let mut map = OwnMap::new(Arc::new(Made::default()), 2, &ctx);
        // Not there, failed for good, failed for now, and one that stops its reader.
        let gone = [id(9, 3, 0), id(9, 0, 0), id(9, 1, 0), id(9, 2, 0)];
        assert_eq!(frame(&mut map, &ctx, &gone), 0);
        assert!(map.take_trouble().is_some());
        assert_eq!(frame(&mut map, &ctx, &gone), 0);
        assert!(map.take_trouble().is_none());
        assert_eq!(frame(&mut map, &ctx, &[id(9, 4, 0)]), 1);
        assert!(map.covers(World {
            x: 4.5 / 512.0,
            y: 0.5 / 512.0
        }));
        assert!(!map.covers(World {
            x: 3.5 / 512.0,
            y: 0.5 / 512.0
        }));
        // Further out than there are tiles, the map below is seen; nearer, a part stands in.
        assert_eq!(frame(&mut map, &ctx, &[id(2, 0, 0)]), 0);
        map.begin_frame(&ctx, Theme::Light);
        let piece = map.at(id(10, 9, 1)).expect("a part of the tile above");
        assert_eq!(piece.uv.min, pos2(0.5, 0.5));
    }

    #[test]
    fn pauses_grow_between_tries_and_end_at_ten_minutes() {
        let for_now = TilesError::Own {
            words: String::new(),
            again_in_s: Some(5.0),
        };
        let pauses: Vec<Option<f64>> = [1, 2, 3, 30]
            .map(|times| for_now.again_in_s(times))
            .to_vec();
        assert_eq!(pauses, [Some(5.0), Some(10.0), Some(20.0), Some(600.0)]);
    }
}
