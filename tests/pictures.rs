//! Pictures without a window: what is in them, that they stay the same, and that every letter is
//! there. No display, graphics card or font of the system is needed.

use std::{path::Path, process::Command};

use contactline::{
    app::picture::{
        Data, Digest, Format, MapExtent, PictureSpec, Ready,
        data::{self, Opened},
    },
    io::Source,
    model::{Day, Language, RegionKey, Window},
    render::{
        pixels,
        svg::{Fonts, Layout, Part, letters},
    },
    scene::{LayerKind, Layers, Px, Shading, Theme},
    session::{Selection, Session},
};
use resvg::usvg::{Group, Node};

fn days(first: &str, last: &str) -> Window {
    let day = |text| Day::parse(text).expect("a date");
    Window::days(day(first), day(last))
}

fn only(kinds: &[LayerKind]) -> Layers {
    let mut layers = Layers::default();
    for (kind, _) in LayerKind::ALL {
        let mut layer = layers.get(kind);
        layer.on = kinds.contains(&kind);
        layers.set(kind, layer);
    }
    layers
}

fn spec(session: Session) -> PictureSpec {
    PictureSpec {
        session,
        theme: Theme::Light,
        extent: MapExtent::Session,
        size: Px { x: 480.0, y: 320.0 },
        scale: 1.0,
        layout: Layout::Map,
        title: None,
        legend: false,
        each: None,
        least_map: None,
    }
}

fn shipped() -> Opened {
    data::open(&[], &Session::default()).expect("the shipped data")
}

/// Draws with a digest that says nothing, so that no change of the data changes every picture.
fn with<T>(spec: PictureSpec, work: impl FnOnce(Ready, Data<'_>) -> T) -> T {
    let opened = shipped();
    let data = Data {
        beside: None,
        atlas: &opened.built.atlas,
        events: &std::sync::OnceLock::new(),
        digest: &Digest::default(),
        basemap: data::basemap().expect("the shipped basemap"),
        colours: &opened.colours,
    };
    work(Ready::new(data, spec), data)
}

/// The picture as text.
fn svg(spec: PictureSpec) -> String {
    with(spec, |ready, data| {
        let drawing = ready.draw(data, Part::Whole, Fonts::Known);
        drawing.expect("drawn").svg
    })
}

#[test]
fn the_data_is_told_by_a_digest_that_changes_with_it() {
    let builtin = shipped().digest.to_string();
    let version = include_str!("../data/VERSION").trim();
    assert!(
        builtin.starts_with("data ") && builtin.ends_with(&format!(" (built in {version})")),
        "{builtin}"
    );
    let own = ["{}".into()];
    let other = Digest::of(&Source::Embedded, &[], &own).expect("no file to be read");
    assert_ne!(
        builtin.split(' ').nth(1),
        other.to_string().split(' ').nth(1)
    );
}

#[test]
fn the_bundles_of_7_and_8_august_2022_are_drawn_as_on_the_screen() {
    let layers = only(&[LayerKind::Fire]);
    insta::assert_snapshot!(svg(spec(Session {
        layers,
        ..Session::default()
    })));
}

#[test]
fn a_selected_bundle_stands_out_and_the_others_step_back() {
    let mut spec = spec(Session {
        layers: only(&[LayerKind::Fire]),
        ..Session::default()
    });
    let key = with(spec.clone(), |ready, _| {
        ready.scene().bundles[0].key.clone()
    });
    spec.session.selection = Some(Selection::Bundle(key));
    spec.size = Px { x: 360.0, y: 260.0 };
    insta::assert_snapshot!(svg(spec));
}

/// Nobody who looks at a picture can see that its district is selected: without a word, one side would be played down.
#[test]
fn a_picture_says_for_what_its_claims_are_faint() {
    let mut spec = spec(Session::default());
    assert!(!svg(spec.clone()).contains("others faint"));
    spec.session.selection = Some(Selection::Region(RegionKey::new("kalbajar")));
    let drawn = svg(spec);
    assert!(drawn.contains("Region Kalbajar / Karvachar selected, others faint"));
}

#[test]
fn an_empty_day_says_so_and_still_has_its_accounts() {
    let session = Session {
        window: days("2022-06-20", "2022-06-20"),
        layers: only(&[LayerKind::Fire]),
        ..Session::default()
    };
    insta::assert_snapshot!(svg(spec(session)));
}

#[test]
fn a_printed_sheet_has_legend_locator_sources_and_provenance() {
    let mut spec = spec(Session {
        layers: only(&[LayerKind::Fire]),
        ..Session::default()
    });
    (spec.layout, spec.legend) = (Layout::Print, true);
    spec.size = Px {
        x: 1123.0,
        y: 794.0,
    };
    let svg = svg(spec);
    // The locator is land; its outlines would make the snapshot long and say little.
    let texts: Vec<&str> = svg
        .lines()
        .filter(|line| line.starts_with("<text"))
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
    assert!(svg.contains("id=\"inset\""));
}

#[test]
fn a_picture_has_a_locator_on_its_map_where_that_is_switched_on() {
    let has_one = |kinds: &[LayerKind], x: f32, y: f32| {
        let mut spec = spec(Session {
            layers: only(kinds),
            ..Session::default()
        });
        spec.size = Px { x, y };
        svg(spec).contains("id=\"inset\"")
    };
    let with = [LayerKind::Fire, LayerKind::Locator];
    assert!(has_one(&with, 1000.0, 700.0));
    assert!(!has_one(&with[..1], 1000.0, 700.0));
    assert!(!has_one(&with, 480.0, 320.0), "a small map has no room");
}

#[test]
fn a_picture_says_in_words_what_its_arrows_say() {
    let svg = svg(spec(Session::default()));
    assert!(
        svg.contains("<title>AZ MoD: 6 incidents, "),
        "for the pointer and for readers"
    );
}

/// Every text of a tree, as it was laid out.
fn texts<'a>(group: &'a Group, found: &mut Vec<&'a resvg::usvg::Text>) {
    for node in group.children() {
        match node {
            Node::Group(group) => texts(group, found),
            Node::Text(text) => found.push(text),
            _ => {}
        }
    }
}

#[test]
fn no_letter_is_a_box_in_any_language() {
    for language in Language::ALL {
        let mut spec = spec(Session {
            window: days("2020-01-01", "2023-12-31"),
            language,
            ..Session::default()
        });
        (spec.legend, spec.layout) = (true, Layout::Print);
        spec.size = Px {
            x: 3000.0,
            y: 2200.0,
        };
        let drawn = with(spec, |ready, data| {
            ready.draw(data, Part::Whole, Fonts::Known).expect("drawn")
        });
        let tree = pixels::tree(&drawn.svg).expect("sound");
        let mut found = Vec::new();
        texts(tree.root(), &mut found);
        assert!(found.len() > 150, "{language:?}: {}", found.len());
        for text in found {
            for span in text.layouted() {
                for glyph in &span.positioned_glyphs {
                    assert_ne!(glyph.id.0, 0, "{language:?}: '{}'", glyph.text);
                }
            }
        }
    }
}

#[test]
fn the_fonts_hold_every_letter_of_every_name() {
    let opened = shipped();
    let atlas = &opened.built.atlas;
    let names = atlas.regions().rows().iter().map(|region| &region.names);
    let names = names.chain(atlas.settlements().rows().iter().map(|place| &place.names));
    let names = names.chain(atlas.zones().rows().iter().map(|zone| &zone.names));
    let names = names.chain(atlas.lines().rows().iter().map(|line| &line.names));
    let names = names.chain(
        atlas
            .reporters()
            .rows()
            .iter()
            .map(|reporter| &reporter.names),
    );
    for names in names {
        for language in Language::ALL {
            let name = names.get(language);
            let missing = letters::missing(name);
            assert!(missing.is_empty(), "{name}: {missing:?}");
        }
    }
}

#[test]
fn a_picture_takes_along_the_fonts_it_is_written_in_and_no_more() {
    let drawing = with(spec(Session::default()), |ready, data| {
        ready
            .draw(data, Part::Whole, Fonts::Embedded)
            .expect("drawn")
    });
    assert!(
        drawing
            .svg
            .contains("@font-face{font-family:'Noto Sans';font-weight:400")
    );
    assert!(
        drawing
            .svg
            .contains("@font-face{font-family:'Noto Sans';font-weight:600")
    );
    assert!(
        !drawing
            .svg
            .contains("font-family:'Noto Sans Armenian';font-weight")
    );
    let fonts: usize = drawing
        .svg
        .lines()
        .filter(|line| line.starts_with("@font-face"))
        .map(str::len)
        .sum();
    assert!(fonts < 80_000, "{fonts} bytes of fonts");
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let encode = |format| {
        with(spec(Session::default()), |ready, data| {
            ready.encode(data, format).expect("drawn").bytes
        })
    };
    for (format, name) in Format::ALL {
        assert!(encode(format) == encode(format), "{name}");
    }
}

/// Compares pixels with those kept, letting the last bits of colours at edges differ.
fn same_pixels(name: &str, spec: PictureSpec) {
    const MOST_OFF: u8 = 24;
    const MOST_PIXELS_OFF: usize = 200;
    let png = with(spec, |ready, data| {
        ready.encode(data, Format::Png).expect("drawn").bytes
    });
    let path = Path::new("tests/snapshots").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &png).expect("written");
    }
    let kept = std::fs::read(&path).expect("a picture to compare with");
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("PNG").into_rgb8();
    let (new, old) = (pixels(&png), pixels(&kept));
    assert_eq!(new.dimensions(), old.dimensions());
    let off = new.pixels().zip(old.pixels()).filter(|(a, b)| {
        let channels = a.0.iter().zip(b.0);
        channels.into_iter().any(|(a, b)| a.abs_diff(b) > MOST_OFF)
    });
    let off = off.count();
    assert!(off <= MOST_PIXELS_OFF, "{name}: {off} pixels differ");
}

#[test]
fn the_picture_of_7_and_8_august_2022_looks_as_it_did() {
    let mut spec = spec(Session::default());
    spec.size = Px { x: 640.0, y: 420.0 };
    same_pixels("picture-default", spec);
}

#[test]
fn the_dark_picture_of_all_time_looks_as_it_did() {
    let mut session = Session {
        window: days("2020-01-01", "2023-12-31"),
        language: Language::Azerbaijani,
        ..Session::default()
    };
    session.layers.shading = Shading::Received;
    let mut spec = spec(session);
    spec.theme = Theme::Dark;
    spec.size = Px { x: 640.0, y: 420.0 };
    same_pixels("picture-dark-all-time", spec);
}

#[test]
fn text_in_a_pdf_can_be_searched_and_copied() {
    let mut spec = spec(Session {
        window: days("2022-08-01", "2022-08-31"),
        language: Language::Armenian,
        ..Session::default()
    });
    (spec.layout, spec.legend) = (Layout::Print, true);
    spec.size = Px {
        x: 1123.0,
        y: 794.0,
    };
    spec.title = Some("Zəng & «Բերձոր» <Лачин>".to_owned());
    let pdf = with(spec, |ready, data| {
        ready.encode(data, Format::Pdf).expect("drawn").bytes
    });
    assert!(pdf.starts_with(b"%PDF-"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.pdf");
    std::fs::write(&path, &pdf).expect("written");
    let Ok(output) = Command::new("pdftotext").arg(&path).arg("-").output() else {
        eprintln!("skipped: no pdftotext (install poppler-utils to search the PDF)");
        return;
    };
    let text = String::from_utf8(output.stdout).expect("text");
    for words in [
        "Zəng & «Բերձոր» <Лачин>",
        "Քարվաճառ",
        "loaded",
        "Sources",
        "OpenStreetMap",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}
