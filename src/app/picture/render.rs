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
    args::{PictureArgs, Size, ending, named},
    data,
};
use crate::app::terminal::tell;
use crate::{
    app::files::Force,
    io::disk::write_whole,
    model::Day,
    render::svg::{Each, Layout},
    scene::px,
    words::{cli, errors, overview},
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
}

pub fn run(args: &RenderArgs) -> anyhow::Result<ExitCode> {
    let format = named(&Format::ALL, &ending(&args.output)?, cli::kind_format())?;
    let target = args.force.target(&args.output, &args.picture.files)?;
    let (size, layout) = page_of(args, format)?;
    let mut session = args.picture.session()?;
    session.window = args.picture.days(session.window, args.at)?;
    let opened = args.picture.open(&session)?;
    let atlas = Arc::clone(&opened.built.atlas);
    let own = args.picture.basemap()?;
    let events = OnceLock::new();
    let data = Data {
        atlas: &atlas,
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
    let spec = PictureSpec {
        each: each.transpose()?,
        ..spec
    };
    let encoded = super::encode(data, spec, format)?;
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
