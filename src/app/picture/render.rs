//! `contactline render`: a picture into a file.

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, OnceLock},
};

use anyhow::Context as _;
use clap::Args;

use super::{
    Data, Format, PictureSpec,
    args::{PictureArgs, Size, days_between, ending, named},
    data,
};
use crate::app::terminal::tell;
use crate::{
    app::{
        condition::{Where, seen},
        files::Force,
    },
    io::disk::write_whole,
    model::{Day, Window},
    render::svg::{Each, Layout},
    scene::px,
    session::{OtherView, Session},
    words::{cli, errors, overview, picture as words},
};

/// What is to be drawn, and where to.
#[derive(Args)]
pub struct RenderArgs {
    #[command(flatten)]
    pub picture: PictureArgs,
    #[arg(help = cli::at(), long, value_name = "DAY", conflicts_with_all = ["from", "to"])]
    pub at: Option<Day>,
    #[arg(help = cli::render_output(), short, long, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub force: Force,
    #[arg(help = cli::layout(), long, value_name = "LAYOUT")]
    pub layout: Option<String>,
    #[arg(help = crate::words::overview::cli_each(), long, value_name = "EACH")]
    pub each: Option<String>,
    #[command(flatten)]
    pub beside: BesideArgs,
}

/// A second view beside the first.
#[derive(Args)]
pub struct BesideArgs {
    #[arg(help = words::cli_beside(), long, conflicts_with = "each")]
    pub beside: bool,
    #[arg(help = words::cli_beside_from(), long, value_name = "DAY", requires = "beside")]
    pub beside_from: Option<Day>,
    #[arg(help = words::cli_beside_to(), long, value_name = "DAY", requires = "beside")]
    pub beside_to: Option<Day>,
    #[arg(help = words::cli_beside_where(), long, value_name = "CONDITION", requires = "beside")]
    pub beside_where: Option<String>,
}

impl BesideArgs {
    /// The other view of a session, as it is asked for: its own where it has one, else the same days before or,
    /// with a condition alone, the same days.
    fn of(&self, session: &Session) -> anyhow::Result<OtherView> {
        let days = session.window;
        let same = OtherView {
            window: days,
            filters: session.filters.clone(),
            on_left: false,
            handle: None,
        };
        let before = Window::days(days.first().plus(-days.len()), days.first().plus(-1));
        let has_days = self.beside_from.is_some() || self.beside_to.is_some();
        let mut other = match &session.other {
            Some(other) => other.clone(),
            None if self.beside_where.is_some() || has_days => same,
            None => OtherView {
                window: before,
                on_left: true,
                ..same
            },
        };
        if has_days {
            let (from, to) = (self.beside_from, self.beside_to);
            other.window = days_between(other.window, (from, to))?;
            other.on_left = other.window.first() < days.first();
        }
        let typed = Where {
            condition: self.beside_where.clone(),
        };
        if let Some(condition) = typed.condition()? {
            other.filters.condition = Some(condition);
        }
        Ok(other)
    }
}

pub fn run(args: &RenderArgs) -> anyhow::Result<ExitCode> {
    let format = named(&Format::ALL, &ending(&args.output)?, cli::kind_format())?;
    let target = args.force.target(&args.output, &args.picture.files)?;
    let (size, layout) = page_of(args, format)?;
    let mut session = args.picture.session()?;
    session.window = args.picture.days(session.window, args.at)?;
    if args.beside.beside {
        session.other = Some(args.beside.of(&session)?);
    }
    let (opened, unparted) = args.picture.open(&session)?;
    let atlas = Arc::clone(&opened.built.atlas);
    let beside = session.of_other().map(|other| {
        let seen = seen((*unparted).clone(), &other.filters, &other);
        seen.map(Arc::new)
    });
    let beside = beside.transpose()?;
    let own = args.picture.basemap()?;
    let events = OnceLock::new();
    let data = Data {
        atlas: &atlas,
        beside: beside.as_ref(),
        events: &events,
        digest: &opened.digest,
        basemap: match &own {
            Some(own) => own,
            None => data::basemap()?,
        },
        colours: &opened.colours,
    };
    let spec = args.picture.spec(&atlas, session, (size, layout))?;
    let each = args.each.as_deref();
    let each = each.map(|word| named(&Each::ALL, word, overview::cli_kind_each()));
    let each = match args.beside.beside {
        true => Some(Each::View),
        false => each.transpose()?,
    };
    let spec = PictureSpec { each, ..spec };
    let encoded = super::encode(data, spec, format, target.budget())?;
    for note in &encoded.notes {
        tell(cli::error(note));
    }
    write_whole(&target, |file| file.write_all(&encoded.bytes))
        .with_context(|| errors::cannot_write(&args.output.display().to_string()))?;
    Ok(ExitCode::SUCCESS)
}

/// Size and layout, where they are said, and what goes together where they are not.
fn page_of(args: &RenderArgs, format: Format) -> anyhow::Result<(Size, Layout)> {
    let paper = || Size::named("a4");
    let screen = || Size::named("screen");
    // Browsers scale it to the room there is: letters stay legible on a laptop.
    let browser = Some(Size {
        px: px(1280.0, 800.0),
        layout: Layout::Map,
    });
    let usual = match (format, args.layout.as_deref()) {
        (Format::Html, _) => browser,
        (Format::Pdf, None) | (_, Some("print")) => paper(),
        _ => screen(),
    };
    let size = args.picture.size.or(usual);
    let size = size.expect("both sizes are among the usual ones");
    let layout = match &args.layout {
        Some(word) => named(&Layout::ALL, word, cli::kind_layout())?,
        None => size.layout,
    };
    Ok((size, layout))
}
