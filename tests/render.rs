//! `contactline render` and `contactline animate` as a person runs them on a server: no display, no
//! fonts, and never half a file.

mod common;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use common::children::ctrl_c_is_ignored;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contactline"));
    command
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET");
    command
}

fn contactline(args: &[&str]) -> Output {
    command(args).output().expect("the program runs")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Renders into a fresh folder, and gives the bytes.
fn render(name: &str, args: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let mut all = vec!["render", "-o", path.to_str().expect("a path")];
    all.extend(args);
    let output = contactline(&all);
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(names(folder.path()), [name], "nothing else is left there");
    fs::read(path).expect("written")
}

#[test]
fn each_format_is_written_and_two_runs_give_the_same_bytes() {
    let small = ["--size", "480x320", "--no-legend"];
    for (name, start) in [
        ("map.svg", &b"<svg"[..]),
        ("map.png", b"\x89PNG"),
        ("map.pdf", b"%PDF-"),
    ] {
        let first = render(name, &small);
        assert!(first.starts_with(start), "{name}");
        assert!(first == render(name, &small), "{name}");
    }
}

#[test]
fn a_picture_is_as_large_as_was_asked_for() {
    let check = |args: &[&str], expected| {
        let png = render("map.png", args);
        let picture = image::load_from_memory(&png).expect("PNG");
        assert_eq!((picture.width(), picture.height()), expected, "{args:?}");
    };
    check(&["--size", "300x260", "--no-legend"], (300, 260));
    check(
        &["--size", "300x260", "--no-legend", "--scale", "2"],
        (600, 520),
    );
}

#[test]
fn what_is_asked_for_is_in_the_picture() {
    let text = |args: &[&str]| {
        let mut all = vec!["--size", "900x600"];
        all.extend(args);
        String::from_utf8(render("map.svg", &all)).expect("text")
    };
    let usual = text(&[]);
    for words in [
        ">7–8 Aug 2022",
        ">Reported fire along the Karabakh line of contact<",
        "= 636 loaded",
        "OpenStreetMap contributors",
        ">Kalbajar<",
        ">Reported by<",
        "font-face",
        ">denied<",
    ] {
        assert!(usual.contains(words), "{words}");
    }
    let other = text(&[
        "--title",
        "A & B <C>",
        "--names",
        "az",
        "--theme",
        "dark",
        "--no-legend",
        "--at",
        "2022-08-03",
    ]);
    for words in [
        ">A &amp; B &lt;C&gt;<",
        ">Kəlbəcər<",
        ">3 Aug 2022",
        "fill=\"#181b1f\"",
    ] {
        assert!(other.contains(words), "{words}");
    }
    assert!(!other.contains(">Reported by<"));
    let layers = text(&["--layers", "zones,lines"]);
    assert!(layers.contains("id=\"zones\"") && !layers.contains("id=\"fire\""));
    assert!(!layers.contains("id=\"basemap\"") && !layers.contains("<image"));
}

#[test]
fn a_session_is_drawn_as_it_is_from_a_link_or_a_file() {
    use contactline::session::{Session, file, link};
    let session = Session {
        language: contactline::model::Language::Russian,
        ..Session::default()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    fs::write(&path, file::write(&session)).expect("written");
    let path = path.to_str().expect("a path");
    let by_file = render("a.svg", &["--size", "480x320", "--session", path]);
    let link = link::write(&session);
    let by_link = render("a.svg", &["--size", "480x320", "--session", &link]);
    assert!(by_file == by_link);
    assert!(String::from_utf8_lossy(&by_link).contains("Кельбаджар"));
}

#[test]
fn a_way_that_is_measured_is_in_the_picture_with_its_length() {
    let text = |args: &[&str]| String::from_utf8(render("map.svg", args)).expect("text");
    let way = "46.0 39.5, 46.0 40.5";
    let measured = text(&["--measure", way]);
    // A degree of the meridian about here has 111.035 km, 59.95 nautical miles.
    assert!(
        measured.contains("id=\"measured\"") && measured.contains(">111 km · 59.95 nmi · 000.0°<")
    );
    assert!(!text(&[]).contains("id=\"measured\""));
    check_refused(
        &["render", "-o", "a.svg", "--measure", "46.0 39.5"],
        "is no way to measure",
    );
    check_refused(
        &["render", "-o", "a.svg", "--measure", "39.5 46.0, 40.5 46.0"],
        "with latitude and longitude swapped",
    );
}

#[test]
fn no_line_is_solid_unless_a_person_wants_it_and_the_legend_says_so() {
    let text = |args: &[&str]| String::from_utf8(render("map.svg", args)).expect("text");
    // The casing below each line is solid.
    let solid = |svg: &str| {
        let from = svg.find("id=\"lines\"").expect("lines");
        let lines = &svg[from..from + svg[from..].find("</g>").expect("an end")];
        let all = lines.matches("<path").count() + lines.matches("<use").count();
        all - lines.matches("stroke-dasharray").count()
    };
    // Longer than a line of the legend.
    let side = "Borders and lines are dashed:";
    let usual = text(&[]);
    assert!(usual.contains(side), "the legend");
    let chosen = text(&["--solid-lines", "state-border"]);
    assert!(chosen.contains("Solid: chosen by") && !chosen.contains(side));
    assert_eq!(solid(&chosen), solid(&usual) + 1);
    let refused = &["render", "-o", "a.svg", "--solid-lines", "nowhere"];
    check_refused(refused, "there is no border or line 'nowhere'. There are: ");
}

/// Five kilometres at zoom 10 and 39.7 degrees north take 5 times 256 * 2^10 / (40,075 * cos 39.7°) = 42.5 points.
#[test]
fn a_position_known_to_five_kilometres_has_its_ring_where_it_is_selected() {
    use contactline::session::{Selection, Session, file};
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("own.csv");
    fs::write(
        &table,
        "id,reporter,date,lat,lon,precision_km,count\na,Desk,2022-08-07,39.7,46.5,5,3\nb,Desk,2022-08-07,39.9,46.2,,1\n",
    )
    .expect("written");
    let circles = |selection: Option<Selection>| {
        let session = folder.path().join("session.json");
        let text = file::write(&Session {
            selection,
            ..Session::default()
        });
        fs::write(&session, text).expect("written");
        let paths = [&table, &session].map(|path| path.to_str().expect("a path"));
        let args = [
            "--session",
            paths[1],
            "--center",
            "46.5,39.7",
            "--zoom",
            "10",
        ];
        let all = [&[paths[0]][..], &args].concat();
        let svg = String::from_utf8(render("map.svg", &all)).expect("text");
        let Some(from) = svg.find("id=\"accuracy\"") else {
            return Vec::new();
        };
        let group = &svg[from..from + svg[from..].find("</g>").expect("an end")];
        let radii = group.split(" r=\"").skip(1);
        let radii = radii.map(|rest| rest.split('"').next().expect("a number"));
        radii
            .map(|text| text.parse::<f32>().expect("a number"))
            .collect()
    };
    let lachin = Selection::Region(contactline::model::RegionKey("lachin".into()));
    let found = circles(Some(lachin));
    assert!(!found.is_empty(), "a ring");
    assert!(
        found.iter().all(|radius| (radius - 42.5).abs() < 0.3),
        "{found:?}"
    );
    assert_eq!(circles(None), [] as [f32; 0]);
}

/// A refusal: exit code 2, the words in one message, no panic, and nothing written.
fn check_refused(args: &[&str], expected: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = command(args)
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    let message = err(&output);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {message}");
    assert!(message.contains(expected), "{args:?}: {message}");
    assert!(!message.contains("panicked"), "{message}");
    assert_eq!(names(folder.path()), Vec::<String>::new(), "{args:?}");
}

#[test]
fn what_cannot_be_drawn_is_refused_with_the_reason() {
    let check = |args: &[&str], expected: &str| {
        let mut all = vec!["render", "-o", "map.svg"];
        all.extend(args);
        check_refused(&all, expected);
    };
    check(&["--size", "0x100"], "between 240 and 12000 points");
    check(&["--size", "99999x99999"], "between 240 and 12000 points");
    check(&["--size", "huge"], "expected a size such as 1600x1000");
    check(&["--size", "9000x9000", "--scale", "4"], "million pixels");
    check(&["--scale", "nan"], "expected a number from 0.25 to 8");
    check(&["--bbox", "46,40,46,41"], "is empty");
    check(&["--bbox", "47,41,46,40"], "is empty");
    check(&["--bbox", "46,40,47"], "expected 4 numbers");
    check(&["--bbox", "46,40,47,99"], "latitudes up to 85");
    check(
        &["--center", "46,40", "--zoom", "99"],
        "expected a number from 5 to 16",
    );
    check(&["--center", "46,40"], "--zoom");
    check(&["--layers", "fire,relif"], "did you mean 'relief'?");
    check(&["--region", "kalbajr"], "the nearest are kalbajar");
    check(&["--theme", "drak"], "did you mean 'dark'?");
    check(&["--names", "fr"], "there is no language 'fr'");
    check(&["--layout", "prnt"], "did you mean 'print'?");
    check(&["--shading", "recieved"], "did you mean 'received'?");
    check(&["--from", "2022-08-08", "--to", "2022-08-07"], "swap them");
    check(&["--at", "2022-13-01"], "2022-13-01");
    check(&["--session", "nowhere.json"], "nowhere.json");
    check(&["--session", "contactline://1/!!"], "damaged");
    check(&["nowhere.csv"], "nowhere.csv");
    check_refused(&["render", "-o", "map.gif"], "there is no format 'gif'");
    check_refused(
        &["render", "-o", "map"],
        "has no extension that sets a format",
    );
    check_refused(&["animate", "-o", "film.mp4"], "MP4 is made from frames");
    check_refused(&["animate", "-o", "film.gif", "--fps", "0"], "--fps 0");
    check_refused(
        &["animate", "-o", "film.gif", "--step", "hour"],
        "there is no step 'hour'",
    );
    check_refused(
        &["animate", "-o", "film.gif", "--trail", "3y"],
        "expected days or weeks",
    );
    check_refused(
        &["animate", "-o", "film.gif", "--from", "1900-01-01"],
        "more than 5000 frames",
    );
}

#[test]
fn a_file_that_is_there_stays_where_the_new_one_cannot_be_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.svg");
    fs::write(&path, "old").expect("written");
    let output = contactline(&[
        "render",
        "-o",
        path.to_str().expect("a path"),
        "--region",
        "nowhere at all",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).expect("there"), "old");
    // A folder in the way: not even root can write there.
    let folder_path = folder.path().to_str().expect("a path");
    let taken = format!("{folder_path}/taken.svg");
    fs::create_dir(&taken).expect("made");
    let output = contactline(&["render", "-o", &taken, "--size", "480x320"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("cannot write"), "{}", err(&output));
    // A file where the folder should be.
    let beyond = format!("{}/map.svg", path.display());
    let output = contactline(&["render", "-o", &beyond, "--size", "480x320"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(names(folder.path()), ["map.svg", "taken.svg"]);
    assert_eq!(fs::read_to_string(&path).expect("there"), "old");
}

const FILM: [&str; 8] = [
    "--from",
    "2022-08-06",
    "--to",
    "2022-08-09",
    "--size",
    "320x240",
    "--no-legend",
    "--fps=5",
];

/// Animates into a fresh folder, and gives the folder and what was said.
fn animate(name: &str, args: &[&str]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let mut all = vec!["animate", "-o", path.to_str().expect("a path")];
    all.extend(args);
    let output = contactline(&all);
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(names(folder.path()), [name], "nothing else is left there");
    (folder, err(&output))
}

#[test]
fn a_gif_has_a_frame_a_day_and_tells_how_to_make_a_video() {
    let (folder, said) = animate("film.gif", &FILM);
    assert!(said.contains("drawing 4 frames"), "{said}");
    assert!(
        said.contains("ffmpeg -i \"") && said.contains("film.mp4"),
        "{said}"
    );
    let file = fs::File::open(folder.path().join("film.gif")).expect("written");
    let mut decoder = gif::DecodeOptions::new().read_info(file).expect("a GIF");
    assert_eq!((decoder.width(), decoder.height()), (320, 240));
    let mut delays = Vec::new();
    while let Some(frame) = decoder.read_next_frame().expect("a frame") {
        delays.push(frame.delay);
    }
    assert_eq!(delays, [20; 4]);
}

#[test]
fn a_webp_has_a_frame_a_day() {
    let (folder, _) = animate("film.webp", &FILM);
    let bytes = fs::read(folder.path().join("film.webp")).expect("written");
    let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(bytes)).expect("a WebP");
    assert_eq!(decoder.dimensions(), (320, 240));
    assert_eq!(decoder.num_frames(), 4);
    let mut pixels = vec![0; decoder.output_buffer_size().expect("a size")];
    let mut frames = Vec::new();
    for _ in 0..4 {
        assert_eq!(decoder.read_frame(&mut pixels).expect("a frame"), 200);
        frames.push(pixels.clone());
    }
    assert_ne!(frames[0], frames[1], "the days differ");
}

#[test]
fn frames_are_the_pictures_of_the_days_and_a_trail_shows_more() {
    let (folder, said) = animate("frames", &FILM);
    let frames = folder.path().join("frames");
    let expected: Vec<String> = (1..=4).map(|n| format!("frame-{n:05}.png")).collect();
    assert_eq!(names(&frames), expected);
    assert!(
        said.contains("-framerate 5 ") && said.contains("frame-%05d.png"),
        "{said}"
    );
    let (trailed, _) = animate("frames", &[&FILM[..], &["--trail", "3d"]].concat());
    let last = |folder: &Path| fs::read(folder.join("frames/frame-00004.png")).expect("a frame");
    assert_ne!(last(folder.path()), last(trailed.path()));
    // What is in the folder is nobody's to replace.
    let path = frames.to_str().expect("a path");
    let output = contactline(&[&["animate", "-o", path][..], &FILM].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("not empty"), "{}", err(&output));
    assert_eq!(names(&frames), expected);
}

#[cfg(unix)]
#[test]
fn an_animation_that_is_cancelled_leaves_nothing() {
    if ctrl_c_is_ignored() {
        return;
    }
    use std::io::Read as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("film.gif");
    let mut child = command(&[
        "animate",
        "-o",
        path.to_str().expect("a path"),
        "--from",
        "2020-04-05",
        "--to",
        "2025-01-05",
        "--size",
        "320x240",
    ])
    .stderr(std::process::Stdio::piped())
    .spawn()
    .expect("the program runs");
    // Once it has begun, it can be cancelled.
    let mut stderr = child.stderr.take().expect("piped");
    let mut first = [0; 7];
    stderr.read_exact(&mut first).expect("a first word");
    assert_eq!(&first, b"drawing");
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill runs").success());
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).expect("text");
    assert_eq!(child.wait().expect("ends").code(), Some(130), "{rest}");
    let said = "cancelled. No file was left half written";
    assert!(rest.contains(said), "{rest}");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

/// A picture cannot be pointed at, and nobody comes nearer in it.
#[test]
fn no_picture_speaks_of_pointers_clicks_or_zooming() {
    let period = [
        "--from",
        "2022-08-01",
        "--to",
        "2022-10-31",
        "--size",
        "1123x794",
    ];
    let kinds: [&[&str]; 7] = [
        &["--each", "reporter"],
        &["--each", "month"],
        &["--each", "region"],
        &["--layout", "print", "--overview", "always"],
        &[
            "--layout",
            "print",
            "--overview",
            "never",
            "--shading",
            "received",
        ],
        &[
            "--layout",
            "map",
            "--overview",
            "always",
            "--fill",
            "change",
        ],
        &[
            "--layout",
            "print",
            "--overview",
            "always",
            "--fill-reporter",
            "az-mod",
        ],
    ];
    for kind in kinds {
        let args: Vec<&str> = period.iter().chain(kind).copied().collect();
        let svg = String::from_utf8(render("map.svg", &args))
            .expect("text")
            .to_lowercase();
        let texts = svg
            .split("<text")
            .skip(1)
            .filter_map(|text| text.split("</text>").next());
        let written = texts
            .filter_map(|text| text.split_once('>'))
            .map(|(_, words)| words);
        let written: Vec<&str> = written.collect();
        assert!(written.len() > 40, "{kind:?}");
        for words in written {
            for of_window in [
                "click", "zoom", "point at", "pointer", "hover", "drag", "scroll", "press ",
            ] {
                assert!(!words.contains(of_window), "{kind:?}: {words}");
            }
        }
    }
}

/// Both ends known to a village: a line between them. One known to its region alone: none.
#[test]
fn a_stretch_is_a_straight_line_where_both_its_ends_are_known() {
    let draw = |to: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = folder.path().join("rows.csv");
        let text =
            format!("date,reporter,by,activity,to,count\n2023-03-14,az-mod,armenia,fire,{to},12\n");
        std::fs::write(&rows, text).expect("a file");
        let path = rows.to_str().expect("a path");
        let args = ["data", path, "--from", "2023-03-14", "--to", "2023-03-14"];
        String::from_utf8(render("a.svg", &args)).expect("text")
    };
    let known = draw("basarkechar/zod ↔ gorus/digh");
    assert_eq!(known.matches("id=\"stretches\"").count(), 1);
    assert!(known.contains("stretch between two places, drawn"));
    assert!(known.contains("stretch from Sotk / Zod"));
    // One figure, half-way.
    assert_eq!(known.matches(">12<").count(), 1);
    let region = draw("basarkechar/zod ↔ gorus");
    assert_eq!(region.matches("id=\"stretches\"").count(), 0);
    let list = draw("basarkechar/zod; gorus/digh");
    assert!(!list.contains("stretch"));
}

#[test]
fn reports_of_which_no_more_is_known_are_one_line_of_the_sources_with_their_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("rows.csv");
    let rows = "id,date,reporter,region,count\n\
        a1,2022-08-07,AZ MoD,Lachin,3\n\
        a2,2022-08-07,AZ MoD,Lachin,2\n\
        a3,2022-08-08,AZ MoD,Lachin,1\n\
        a4,2022-08-08,NK MoD,Kalbajar,1\n";
    std::fs::write(&table, rows).expect("written");
    let out = folder.path().join("map.svg");
    let run = contactline(&[
        "render",
        &table.to_string_lossy(),
        "-o",
        &out.to_string_lossy(),
    ]);
    assert!(run.status.success(), "{run:?}");
    let svg = std::fs::read_to_string(&out).expect("read");
    let lines = |words: &str| svg.matches(words).count();
    assert_eq!(lines(">undated · AZ MoD · 3 reports<"), 1);
    assert_eq!(lines(">undated · AZ MoD"), 1);
    assert_eq!(lines(">undated · NK MoD<"), 1);
}
