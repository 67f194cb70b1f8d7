//! `contactline animate`: one picture a step, as an animation.

use std::{
    collections::VecDeque,
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    str::FromStr,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread,
};

use anyhow::Context as _;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use resvg::tiny_skia::Pixmap;

use super::{
    Data, PictureSpec, Ready,
    animation::{
        AnimationFormat, Colors, EncodedFrame, Encoder, FRAME_NAMES, FrameSpec, Onto, encode_frame,
    },
    args::{PictureArgs, Size, named},
    data,
};
use crate::app::terminal::tell;
use crate::{
    app::{derived::Derived, files::Force, in_order::Steps, query::Usage},
    io::disk::put_in_place,
    model::{Atlas, Window},
    render::{
        pixels,
        svg::{Fonts, Layout, Page, Part, Plan},
    },
    scene::{Bundle, OverviewMode, Palette, Rgba},
    session::Step,
    words::{cli, errors, picture as words, units},
};

/// What is to be drawn over time, and where to.
#[derive(Args)]
pub struct AnimateArgs {
    #[command(flatten)]
    pub picture: PictureArgs,
    #[arg(help = cli::animate_output(), short, long, value_name = "FILE|FOLDER")]
    pub output: PathBuf,
    #[command(flatten)]
    pub force: Force,
    #[arg(help = cli::step(), long, default_value = "day")]
    pub step: String,
    #[arg(help = cli::fps(), long, default_value_t = 4.0)]
    pub fps: f64,
    #[arg(help = cli::trail(), long, value_name = "TIME")]
    pub trail: Option<Trail>,
}

/// How long what is past stays in sight, in days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    pub days: i32,
}

impl FromStr for Trail {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || cli::expected_trail().to_owned();
        let unit = text.chars().last().ok_or_else(expected)?;
        let (number, days) = match unit {
            'd' => (&text[..text.len() - 1], 1),
            'w' => (&text[..text.len() - 1], 7),
            '0'..='9' => (text, 1),
            _ => return Err(expected()),
        };
        let number: i32 = number.parse().map_err(|_| expected())?;
        let days = number
            .checked_mul(days)
            .filter(|days| (0..=3660).contains(days));
        Ok(Self {
            days: days.ok_or_else(expected)?,
        })
    }
}

/// The most frames of one animation.
const MOST_FRAMES: usize = 5_000;

/// The usual size of a frame, in points: that of most video.
const SIZE: Size = Size {
    px: crate::scene::Px {
        x: 1280.0,
        y: 720.0,
    },
    layout: Layout::Map,
};

pub fn run(args: &AnimateArgs) -> anyhow::Result<ExitCode> {
    let format = format_of(&args.output)?;
    if !(0.1..=50.0).contains(&args.fps) {
        let fps = args.fps;
        return Err(Usage(cli::fps_limits(fps)).into());
    }
    let step = named(&Step::ALL, &args.step, cli::kind_step())?;
    let session = args.picture.session()?;
    let (opened, _) = args.picture.open(&session)?;
    let atlas = Arc::clone(&opened.built.atlas);
    let own = args.picture.basemap()?;
    let events = OnceLock::new();
    let data = Data {
        beside: None,
        atlas: &atlas,
        events: &events,
        digest: &opened.digest,
        basemap: match &own {
            Some(own) => own,
            None => data::basemap()?,
        },
        colours: &opened.colours,
    };
    let usual = match args.picture.session {
        Some(_) => session.window,
        None => atlas.span().unwrap_or(session.window),
    };
    let days = args.picture.days(usual, None)?;
    let size = args.picture.size.unwrap_or(SIZE);
    let mut spec = args.picture.spec(&atlas, session, (size, Layout::Map))?;
    spec.session.window = days;
    let steps = steps(days, step)?;
    let trail = args.trail.unwrap_or_default();
    let animation = Animation::new(data, spec, trail);
    animation.write(&steps, args, format)?;
    print_ffmpeg(args, format, animation.frames(args));
    Ok(ExitCode::SUCCESS)
}

fn format_of(path: &Path) -> anyhow::Result<AnimationFormat> {
    const FORMATS: [(AnimationFormat, &str); 2] = [
        (AnimationFormat::Gif, "gif"),
        (AnimationFormat::WebP, "webp"),
    ];
    match path.extension().and_then(|ending| ending.to_str()) {
        None => Ok(AnimationFormat::Frames),
        Some("mp4") => Err(Usage(words::mp4_refused().to_owned()).into()),
        Some(ending) => named(&FORMATS, ending, cli::kind_format()),
    }
}

/// The days of each frame.
pub(super) fn steps(days: Window, step: Step) -> anyhow::Result<Vec<Window>> {
    let mut steps = Vec::new();
    let mut first = days.first();
    while first <= days.last() {
        let next = step.after(days.first(), steps.len() as i32 + 1);
        steps.push(Window::days(first, next.plus(-1).min(days.last())));
        first = next;
        if steps.len() > MOST_FRAMES {
            return Err(Usage(cli::too_many_frames(&days.to_string(), MOST_FRAMES)).into());
        }
    }
    Ok(steps)
}

/// What all frames have in common.
struct Animation<'a> {
    data: Data<'a>,
    spec: PictureSpec,
    /// The page of all days, whose legend every frame has.
    page: Page,
    whole: Ready,
    trail: Trail,
    /// The land, by the place the map has on the page.
    land: Mutex<Vec<(Plan, Arc<Pixmap>)>>,
    /// The land with what lay on it last.
    grounds: Mutex<VecDeque<DrawnGround>>,
}

/// The land with shapes drawn over it.
struct DrawnGround {
    /// The place the map has on the page.
    plan: Plan,
    /// What was drawn.
    shapes: String,
    pixmap: Arc<Pixmap>,
}

/// Grounds that are kept: where they change with each frame, none of them serves twice.
const GROUNDS_KEPT: usize = 4;

impl<'a> Animation<'a> {
    fn new(data: Data<'a>, spec: PictureSpec, trail: Trail) -> Self {
        let mut spec = spec;
        // A map that is an overview in one frame and arrows in the next would be read as a change of the data.
        if spec.session.overview.mode == OverviewMode::Auto {
            spec.session.overview.mode = OverviewMode::Never;
        }
        let mut whole = Ready::new(data, spec.clone());
        whole.page.sources.clear();
        Self {
            data,
            spec,
            page: whole.page.clone(),
            whole,
            trail,
            land: Mutex::default(),
            grounds: Mutex::default(),
        }
    }

    fn frames(&self, args: &AnimateArgs) -> FrameSpec {
        let pixels = |points: f32| (points * self.spec.scale).round() as u32;
        FrameSpec {
            width: pixels(self.spec.size.x),
            height: pixels(self.spec.size.y),
            fps: args.fps,
        }
    }

    /// Draws and writes all frames, as a whole or not at all.
    fn write(
        &self,
        steps: &[Window],
        args: &AnimateArgs,
        format: AnimationFormat,
    ) -> anyhow::Result<()> {
        let output = args.output.as_path();
        let shown = output.display().to_string();
        if format == AnimationFormat::Frames {
            let written = self.write_to(Onto::Folder(output), steps, args, format);
            return written.with_context(|| errors::cannot_write(&shown));
        }
        let target = args.force.target(output, &args.picture.files)?;
        let written = put_in_place(&target, |beside| {
            let file = beside.file()?;
            let onto = match format {
                AnimationFormat::WebP => Onto::WebP(file),
                _ => Onto::Gif(file),
            };
            let written = self.write_to(onto, steps, args, format);
            written.map_err(io::Error::other)
        });
        written.with_context(|| errors::cannot_write(&shown))
    }

    fn write_to(
        &self,
        onto: Onto<'_>,
        steps: &[Window],
        args: &AnimateArgs,
        format: AnimationFormat,
    ) -> anyhow::Result<()> {
        let colors = match format {
            AnimationFormat::Gif => self.colors()?,
            _ => Colors::default(),
        };
        let mut encoder = Encoder::new(onto, self.frames(args), &colors)?;
        let bar = progress_bar(steps.len())?;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let mut done = 0_u64;
        // While a frame is written, those after it are drawn.
        let drawn = Steps {
            begin: &|| (),
            read: &|(), number| {
                let frame = self.frame(steps[number], format, &colors);
                frame.map_err(io::Error::other)
            },
            settle: &mut |frame| {
                encoder.add(frame).map_err(io::Error::other)?;
                done += 1;
                bar.set_position(done);
                Ok(())
            },
            form: &|_, ()| (),
            take: &mut |_| Ok(()),
        }
        .run(steps.len(), cores);
        drawn?;
        bar.finish();
        encoder.finish()
    }

    /// Draws one frame.
    fn frame(
        &self,
        days: Window,
        format: AnimationFormat,
        colors: &Colors,
    ) -> anyhow::Result<EncodedFrame> {
        let ready = self.ready(days);
        let mut pixmap = self.ground(&ready)?;
        let drawing = ready.draw(self.data, Part::AboveGround, Fonts::Known)?;
        pixels::draw_over(&mut pixmap, &drawing.svg, self.spec.scale)?;
        encode_frame(&pixmap, format, colors)
    }

    fn ready(&self, days: Window) -> Ready {
        let mut spec = self.spec.clone();
        let first = days.first().plus(-self.trail.days);
        spec.session.window = Window::days(first, days.last());
        let derived = self.data.derived(&spec.session);
        let past: Vec<bool> = past(self.data.atlas, &derived, days);
        let mut ready = Ready::with(self.data, spec, derived);
        ready.fade(|bundle| past.get(bundle).copied().unwrap_or_default());
        ready.page.legend.clone_from(&self.page.legend);
        ready.page.sources.clear();
        ready.page.stamp = Some(units::window(days));
        ready.page.subtitle = match self.trail.days {
            0 => words::every_figure().to_owned(),
            days => words::faint_past(days),
        };
        // A plate that comes and goes would flicker.
        ready.page.remark = None;
        ready
    }

    /// The land below a frame with the shapes on it: drawn once as long as these stay as they are.
    fn ground(&self, ready: &Ready) -> anyhow::Result<Pixmap> {
        let mut plan = Plan::of(&ready.page);
        plan.forget_words();
        let shapes = ready.draw(self.data, Part::Ground, Fonts::Known)?.svg;
        let grounds = || self.grounds.lock().unwrap_or_else(PoisonError::into_inner);
        let known = grounds()
            .iter()
            .find(|known| known.plan == plan && known.shapes == shapes)
            .map(|known| Arc::clone(&known.pixmap));
        if let Some(pixmap) = known {
            return Ok((*pixmap).clone());
        }
        let mut pixmap = self.land(ready, &plan)?;
        pixels::draw_over(&mut pixmap, &shapes, self.spec.scale)?;
        let mut grounds = grounds();
        grounds.push_back(DrawnGround {
            plan,
            shapes,
            pixmap: Arc::new(pixmap.clone()),
        });
        if grounds.len() > GROUNDS_KEPT {
            grounds.pop_front();
        }
        Ok(pixmap)
    }

    /// The land alone: drawn once for every place the map has.
    fn land(&self, ready: &Ready, plan: &Plan) -> anyhow::Result<Pixmap> {
        let known = |land: &[(Plan, Arc<Pixmap>)]| {
            let found = land.iter().find(|(known, _)| known == plan);
            found.map(|(_, pixmap)| Arc::clone(pixmap))
        };
        let mut land = self.land.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pixmap) = known(&land) {
            return Ok((*pixmap).clone());
        }
        let drawing = ready.draw(self.data, Part::Land, Fonts::Known)?;
        let pixmap = pixels::draw(&drawing.svg, self.spec.scale)?;
        land.push((plan.clone(), Arc::new(pixmap.clone())));
        Ok(pixmap)
    }

    /// Colours for a GIF: those of all days together, and the ones that have a meaning.
    fn colors(&self) -> anyhow::Result<Colors> {
        let drawing = self.whole.draw(self.data, Part::Whole, Fonts::Known)?;
        let sample = pixels::draw(&drawing.svg, self.spec.scale)?;
        let palette = Palette::of(self.spec.theme);
        let grounds = [palette.land, palette.halo];
        let inks = [
            palette.selected,
            palette.region_name,
            palette.place_name,
            palette.water,
            palette.river,
            palette.region_line,
            palette.zone,
            palette.corridor,
            palette.contact_line,
            palette.state_border,
        ];
        let counts = &self.whole.derived.answer.shown_by_reporter;
        let shown = self.data.atlas.reporters().rows().iter().zip(counts);
        let shown = shown.filter(|(_, count)| **count > 0);
        let shown = shown.map(|(reporter, _)| palette.reporter(reporter));
        let mixed = |ink: Rgba| {
            let on_ground =
                grounds.map(|ground| [0.35, 0.7].map(|share| ink.towards(ground, share)));
            std::iter::once(ink).chain(on_ground.into_iter().flatten())
        };
        let meant = grounds.into_iter().chain(shown.flat_map(mixed)).chain(inks);
        Ok(Colors::of(&sample, meant))
    }
}

/// Which bundles belong to the trail alone.
fn past(atlas: &Atlas, derived: &Derived, days: Window) -> Vec<bool> {
    let (answer, tints) = (&derived.answer, &derived.scene.tints);
    let is_past = |bundle: &Bundle| bundle.records(atlas, answer, days, tints).is_empty();
    let bundles = derived.scene.bundles.iter();
    bundles.map(is_past).collect()
}

/// A bar on the terminal, with the time left; nothing where standard error is none.
fn progress_bar(frames: usize) -> anyhow::Result<ProgressBar> {
    tell(words::drawing_frames(frames));
    let style = ProgressStyle::with_template(words::progress_bar())?;
    Ok(ProgressBar::new(frames as u64).with_style(style.progress_chars("##-")))
}

/// Prints how to make a video of it.
fn print_ffmpeg(args: &AnimateArgs, format: AnimationFormat, frames: FrameSpec) {
    let (output, video) = (args.output.display(), args.output.with_extension("mp4"));
    let even = match frames.width.is_multiple_of(2) && frames.height.is_multiple_of(2) {
        true => "",
        false => "-vf \"pad=ceil(iw/2)*2:ceil(ih/2)*2\" ",
    };
    let codec = format!("{even}-c:v libx264 -pix_fmt yuv420p -movflags +faststart");
    let input = match format {
        AnimationFormat::Frames => {
            let names = args.output.join(FRAME_NAMES);
            format!("-framerate {} -i \"{}\"", frames.fps, names.display())
        }
        AnimationFormat::Gif => format!("-i \"{output}\""),
        AnimationFormat::WebP => {
            return tell(words::mp4_needs_frames());
        }
    };
    let command = format!("ffmpeg {input} {codec} \"{}\"", video.display());
    tell(words::mp4_by(&command));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a date")
    }

    #[test]
    fn steps_tile_the_days_and_the_last_is_cut() {
        let check = |first: &str, last: &str, step, expected: &[&str]| {
            let steps = steps(Window::days(day(first), day(last)), step).expect("few");
            let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
            assert_eq!(steps, expected);
        };
        check(
            "2022-08-07",
            "2022-08-08",
            Step::Day,
            &["2022-08-07", "2022-08-08"],
        );
        check(
            "2022-08-01",
            "2022-08-10",
            Step::Week,
            &["2022-08-01 to 2022-08-07", "2022-08-08 to 2022-08-10"],
        );
        check(
            "2022-01-31",
            "2022-03-01",
            Step::Month,
            &["2022-01-31 to 2022-02-27", "2022-02-28 to 2022-03-01"],
        );
    }

    #[test]
    fn more_frames_than_anyone_watches_are_refused() {
        let days = Window::days(day("1990-01-01"), day("2022-12-31"));
        assert!(steps(days, Step::Day).is_err());
        assert!(steps(days, Step::Month).is_ok());
    }

    #[test]
    fn a_trail_is_days_or_weeks() {
        let check = |text: &str, expected: Option<i32>| {
            let trail = text.parse::<Trail>().ok();
            assert_eq!(trail.map(|trail| trail.days), expected, "{text}");
        };
        check("3d", Some(3));
        check("2w", Some(14));
        check("0", Some(0));
        check("-1d", None);
        check("d", None);
        check("3 months", None);
        check("é", None);
    }
}
