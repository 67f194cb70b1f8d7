//! Pictures of the map: the dialog, the command line, and what stands around the map.

use super::{APP_NAME, units::count};

phrases! {
    nothing_for_a_sheet { English("nothing in these days to draw small maps of; choose other days") }
    too_many_maps(maps: usize, most: usize) {
        English("{maps} maps are more than the {most} that can be read on a sheet; choose fewer days")
    }
    dialog { English("Export picture") }
    size { English("Size") }
    size_name { English("Size of the picture") }
    scale { English("Pixels per point") }
    title { English("Title") }
    title_name { English("Title of the picture") }
    legend { English("Legend") }
    maps { English("Maps") }
    one_map { English("One map") }
    each_reporter { English("Small maps: one a reporter") }
    each_month { English("Small maps: one a month") }
    each_region { English("Small maps: one a district fired at") }
    each_view { English("The two views, side by side") }
    one_view { English("there is one view; add --beside for the period before, or open a session with two views") }
    beside(left: &str, right: &str) { English("{left} | {right}") }
    of_view(view: &str, says: &str) { English("{view}: {says}") }
    cli_beside {
        English("Draw two views side by side with one camera, this one and another: the other view of the session, or else the \
                 same number of days right before")
    }
    cli_beside_from { English("First day of the view beside, inclusive") }
    cli_beside_to { English("Last day of the view beside, inclusive") }
    cli_beside_where { English("Only records that meet this condition in the view beside, as with --where; --where is for this view alone then") }
    each_hint { English("All small maps have one scale. Each shows its own claims alone.") }
    save_as { English("Save as") }
    path_hint { English("map.svg, map.png, map.pdf or map.html") }
    path_name { English("File to save the picture to") }
    format_hint { English("The extension sets the format: svg, png, pdf, or html: a page with a timeline.") }
    save { English("Save picture") }
    copy { English("Copy to clipboard") }
    preview { English("Preview of the picture") }
    drawing { English("Drawing the picture…") }
    not_drawn { English("No preview") }
    copying { English("Drawing the picture to be copied") }
    stop_saving { English("Stop saving the picture") }
    stop_copying { English("Stop copying the picture") }
    saving_stopped(file: &str) { English("Cancelled. Nothing was written to {file}") }
    saved(path: &str) { English("Saved as {path}.") }
    saved_note(note: &str) { English(" Note: {note}.") }
    not_saved(error: &str) { English("Not saved: {error}") }
    copied { English("Copied to the clipboard.") }
    not_copied(error: &str) { English("Not copied: {error}") }
    no_preview(error: &str) { English("No preview: {error}") }

    screen { English("Screen") }
    wide { English("Wide, 16:9") }
    social { English("Social media") }
    a4 { English("A4 landscape") }
    a3 { English("A3 landscape") }

    default_title { English("Reported fire along the Karabakh line of contact") }
    every_figure { English("every figure is its reporter's claim") }
    sources { English("Sources") }
    reported_by { English("Reported by") }
    records(accounts: &str) { English("Records: {accounts}") }
    alike(words: &str, number: usize) { English("{words} · {number} reports") }
    not_on_the_map { English("no place on the map") }
    nothing_on_the_map { English("No report of these days has a place on the map") }
    more_sources(rest: usize) { English("and {} more", super::units::number(rest)) }
    sources_continued(title: &str) { English("{title}, continued") }
    selected_claims { English("Some claims") }
    others_faint(selected: &str) { English("{selected} selected, others faint") }
    no_filters { English("no filters") }
    by_side(side: &str) { English("by {side}") }
    hidden(names: &str) { English("hidden: {names}") }
    hidden_file(key: &str) { English("file {key}") }
    with_duplicates { English("with duplicate publications") }
    faint_past(days: i32) {
        English("{} · faint: {}", every_figure(),
                if days == 1 { "the day before".to_owned() } else { format!("the {days} days before") })
    }
    provenance(version: &str, data: &str, shown: &str) { English("{APP_NAME} {version} · {data} · {shown}") }
    days_and_filters(days: &str, filters: &str) { English("{days} · {filters}") }
    data(digest: &str, names: &str) { English("data {digest} ({names})") }
    built_in { English("built in") }
    own_reports { English("own reports") }

    unlisted_sources(rest: usize, all: usize) {
        English("{rest} of {all} sources are not listed with their addresses: a PDF on paper (A4 or A3) \
                 lists them all")
    }
    missing_letters(letters: &str) { English("the built-in fonts have no character {letters}: shown as a box") }
    no_legend_narrow(width: f32) { English("no legend: it needs a picture {width} points wide") }
    no_legend_small { English("no legend: it needs a larger picture") }

    not_pdf(error: impl std::fmt::Display) { English("the PDF cannot be written: {error}") }
    not_parsed(error: impl std::fmt::Display) { English("the picture cannot be parsed: {error}") }
    too_large(width: u32, height: u32) { English("a picture of {width} by {height} pixels is too large to draw") }
    not_encoded(error: impl std::fmt::Display) { English("the picture cannot be encoded: {error}") }
    no_page_size { English("a page has no size") }
    page_not_drawn { English("a page cannot be drawn") }
    basemap_damaged(error: impl std::fmt::Display) { English("the basemap is damaged: {error}") }
    basemap_short(has: usize, expected: u64) { English("the basemap is damaged: it has {has} of {expected} bytes") }
    tile_damaged(z: u8, x: u32, y: u32, error: impl std::fmt::Display) {
        English("tile {z}/{x}/{y} of the basemap is damaged: {error}")
    }
    font_damaged(font: &str, error: impl std::fmt::Display) { English("the font '{font}' is damaged: {error}") }
    no_graphics_card { English("no graphics card to draw many records with") }
    graphics_card(error: impl std::fmt::Display) { English("the graphics card cannot draw many records: {error}") }

    frame_not_encoded { English("a frame could not be encoded") }
    wrong_frame { English("a frame was prepared for another format") }
    gif_too_wide { English("a GIF is at most 65535 pixels wide") }
    webp_too_wide(most: u32) { English("a WebP is at most {most} pixels wide and high") }
    webp_too_large { English("a WebP holds at most 4 GiB: use fewer or smaller frames") }
    frames_need_a_folder { English("frames need a folder") }
    folder_not_empty { English("the folder is not empty") }
    drawing_frames(total: usize) { English("drawing {}", count(total, "frame", "frames")) }
    progress_bar { English("[{bar:24}] frame {pos} of {len}, {eta} left") }
    mp4_by(command: &str) { English("for MP4: {command}") }
    mp4_needs_frames { English("for MP4: write a folder (-o frames/); the command for ffmpeg is printed at the end") }
    mp4_refused {
        English("MP4 is made from frames: write a folder (-o frames/); the command for ffmpeg is printed at \
                 the end")
    }
}
