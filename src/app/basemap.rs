//! An offline map out of an extract of OpenStreetMap: `contactline basemap`, and what it shares with the
//! window.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    slice, thread,
    time::Duration,
};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{
    files::Force,
    query::Usage,
    terminal::{say, tell},
};
use crate::{
    model::{
        Budget,
        geo::{Coord, Rect, on_the_map},
    },
    store::tiles::extract::{ExtractError, Made, USUAL_DEEPEST, Wanted, ZOOMS, make},
    view::extract::MAP_ENDING,
    words::extract as words,
};

/// What is made into a map.
#[derive(Args)]
pub struct BasemapArgs {
    #[arg(help = words::basemap_file())]
    pub file: PathBuf,
    #[arg(help = words::basemap_output(), short, long, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub force: Force,
    #[arg(help = words::basemap_bbox(), long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub bbox: Option<String>,
    #[arg(help = words::basemap_zoom(), long, value_name = "MAX", default_value_t = USUAL_DEEPEST)]
    pub zoom: u8,
}

pub fn run(args: &BasemapArgs) -> anyhow::Result<ExitCode> {
    check_ending(&args.output)?;
    if !ZOOMS.contains(&args.zoom) {
        return Err(Usage(words::zoom_range(*ZOOMS.start(), *ZOOMS.end())).into());
    }
    let wanted = Wanted {
        bbox: args.bbox.as_deref().map(bbox).transpose()?,
        deepest: args.zoom,
    };
    let budget = Budget::default();
    let target = args
        .force
        .target(&args.output, slice::from_ref(&args.file))?;
    let target = target.within(&budget);
    let made = with_progress(&budget, || make(&args.file, &wanted, &target))?;
    let made = made.map_err(|error| anyhow::Error::msg(not_made(&args.file, &error)))?;
    say(&format!("{}\n", told(&args.output, &made)))?;
    for line in left_out(&made) {
        tell(line);
    }
    Ok(ExitCode::SUCCESS)
}

/// # Errors
///
/// Where the name does not end as that of a map.
pub fn check_ending(output: &Path) -> Result<(), Usage> {
    let shown = output.display().to_string();
    match shown.ends_with(MAP_ENDING) {
        true => Ok(()),
        false => Err(Usage(words::not_pmtiles(&shown))),
    }
}

/// Why no map was made of a file, in words.
pub fn not_made(file: &Path, error: &ExtractError) -> String {
    words::cannot_make(&file.display().to_string(), &error.to_string())
}

/// What was left out of a map, a line each.
pub fn left_out(made: &Made) -> Vec<String> {
    words::left_out(made.gaps, made.open_areas, made.nowhere)
}

/// What was made, in words.
pub fn told(output: &Path, made: &Made) -> String {
    let counts = [
        made.roads,
        made.rails,
        made.waters,
        made.land_use,
        made.places,
        made.peaks,
        made.borders,
    ];
    format!("{}: {}", output.display(), words::made(made.tiles, counts))
}

/// A box as it is written on the command line.
fn bbox(text: &str) -> Result<Rect, Usage> {
    let refused = || Usage(words::bbox_form(text));
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    let numbers = numbers.map_err(|_| refused())?;
    let [west, south, east, north] = numbers.try_into().map_err(|_| refused())?;
    let (low, high) = (Coord { x: west, y: south }, Coord { x: east, y: north });
    let is_box = on_the_map(low) && on_the_map(high) && west < east && south < north;
    is_box.then(|| Rect::new(low, high)).ok_or_else(refused)
}

/// Does the work, with a bar on the terminal; nothing where standard error is none.
fn with_progress<T: Send>(budget: &Budget, work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    const BETWEEN: Duration = Duration::from_millis(100);
    let style = ProgressStyle::with_template(words::progress_bar())?.progress_chars("##-");
    let bar = ProgressBar::new(1_000).with_style(style);
    let done = thread::scope(|scope| {
        let work = scope.spawn(work);
        while !work.is_finished() {
            thread::park_timeout(BETWEEN);
            let share = budget.share().unwrap_or_default();
            bar.set_position((share * 1_000.0) as u64);
        }
        work.join()
    });
    bar.finish_and_clear();
    done.map_err(|_| anyhow::Error::msg(crate::words::errors::internal_at(None)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_west_south_east_north_in_degrees_or_refused() {
        let found = bbox("46, 39.25,47,40.5").expect("a box");
        assert_eq!((found.min().x, found.min().y), (46.0, 39.25));
        assert_eq!((found.max().x, found.max().y), (47.0, 40.5));
        for refused in [
            "",
            "46,39,47",
            "46,39,47,40,1",
            "47,39,46,40",
            "46,40,47,39",
            "46,39,47,91",
            "46,39,nan,40",
            "46,39,46,40",
            "a,b,c,d",
        ] {
            let Usage(why) = bbox(refused).expect_err("refused");
            assert!(why.contains("west,south,east,north"), "{refused}: {why}");
        }
    }
}
