//! The session as text, there and back.

use proptest::prelude::*;

use super::*;
use crate::{
    model::{DateOrder, Field, ImportOptions},
    query::condition::Condition,
    session::{Column, FileStyle, OpenFile},
};

pub fn any_session() -> impl Strategy<Value = Session> {
    let days = (10_000..30_000i64, 0..2_000i64);
    let looks = (
        any::<bool>(),
        0.0..1.0f32,
        0..3usize,
        0..5usize,
        0..7usize,
        "[a-z/~|ə-]{0,12}",
    );
    (days, looks, any::<[bool; 5]>()).prop_map(
        |((first, length), (on, opacity, third, language, seventh, key), flags)| {
            let mut session = Session {
                window: Window::days(Day::clamped(first), Day::clamped(first + length)),
                camera: flags[0].then_some(Camera {
                    center: Coord {
                        x: 46.1 + f64::from(opacity),
                        y: 39.7,
                    },
                    zoom: 8.25,
                }),
                theme: THEMES[third].0,
                language: Language::ALL[language],
                selection: [
                    None,
                    Some(Selection::Undated),
                    Some(Selection::Bundle(BundleKey(key.as_str().into()))),
                    Some(Selection::Region(RegionKey::new(&key))),
                    Some(Selection::Report(crate::model::ReportKey {
                        file: flags[1].then(|| FileKey(key.as_str().into())),
                        part: (flags[1] && flags[2]).then(|| key.as_str().into()),
                        id: key.as_str().into(),
                    })),
                    Some(Selection::Settlement(key.as_str().into())),
                    Some(Selection::Unplaced),
                    Some(Selection::Record {
                        file: Some(FileKey(key.as_str().into())),
                        offset: 7,
                    }),
                ][seventh]
                    .clone(),
                visible_time: flags[1].then_some(VisibleTime {
                    from: 18_000.5,
                    to: 19_000.25,
                }),
                playback: Playback {
                    step: Playback::steps().nth(third).expect("four steps").0,
                    speed: Speed::all().nth(seventh).expect("seven speeds"),
                    looped: flags[2],
                    cumulative: flags[3],
                },
                left_panel: flags[4],
                hint_dismissed: flags[0],
                ..Session::default()
            };
            session
                .layers
                .set(LayerKind::ALL[seventh].0, Layer { on, opacity });
            session.layers.shading = Shading::ALL[third].0;
            session.layers.point_display = PointDisplay::ALL[third].0;
            session
                .filters
                .hidden_activities
                .insert(Activity::ALL[seventh].0);
            session.filters.hidden_reporters.insert(key.as_str().into());
            session.filters.show_duplicates = flags[1];
            let typed = ["by=az", "(denied or has hours) and number≥2"][usize::from(flags[3])];
            let condition = Condition::parse(typed).expect("a condition");
            session.filters.condition = flags[2].then(|| condition.clone());
            if flags[4] {
                session.questions.insert(key.as_str().into(), condition);
            }
            let file = OpenFile::at(std::path::Path::new("a/ə.csv"), &session.files);
            session.filters.hidden_files.insert(file.key.clone());
            session.files.push(OpenFile {
                name: key.as_str().into(),
                style: [
                    FileStyle::Usual,
                    FileStyle::Colour(4),
                    FileStyle::By(Column::Property(key.as_str().into())),
                    FileStyle::By(Column::Side),
                    FileStyle::By(Column::Reporter),
                ][language]
                    .clone(),
                reading: flags[2].then(|| ImportOptions {
                    fields: [(key.clone(), Some(Field::Places)), ("x".to_owned(), None)].into(),
                    dates: flags[3].then_some(DateOrder::MonthFirst),
                    swapped: flags[4],
                    separator: Some(b'\t'),
                    ..ImportOptions::default()
                }),
                ..file
            });
            let choices = ImportOptions {
                decimal_comma: Some(flags[1]),
                encoding: Some("utf-8".to_owned()),
                ..ImportOptions::default()
            };
            session.readings.insert(key.as_str().into(), choices);
            session.own_reports.push(key.as_str().into());
            session
        },
    )
}

proptest! {
    #[test]
    fn a_session_written_and_read_again_is_the_same(session in any_session()) {
        prop_assert_eq!(read(&write(&session)).expect("a session"), session);
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,80}") {
        let _ = read(&text);
    }
}

#[test]
fn what_is_missing_takes_its_default_and_what_is_new_is_passed_over() {
    let read = |text| read(text).expect("a session");
    assert_eq!(read(r#"{"version": 1}"#), Session::default());
    assert_eq!(
        read(r#"{"version": 1, "later": [1], "shading": "by-moonlight"}"#),
        Session::default()
    );
    let half = read(r#"{"version": 1, "window": ["2022-08-07", "never"]}"#);
    assert_eq!(half.window, Session::default().window);
}

/// Without its condition, other records would be seen than it says.
#[test]
fn a_session_whose_condition_is_not_understood_is_refused_with_the_place() {
    let text = r#"{"version": 1, "filters": {"condition": "by = moon"}}"#;
    let error = read(text).expect_err("refused").to_string();
    assert!(
        error.contains("by = moon\n     ^ 'moon' is none of these"),
        "{error}"
    );
    let other = r#"{"version": 1, "other": {"window": ["2022-08-07", "2022-08-08"],
        "filters": {"condition": "denied or"}}}"#;
    assert!(read(other).is_err());
}

#[test]
fn a_damaged_or_newer_session_is_refused_with_the_reason() {
    let error = |text| read(text).expect_err("refused").to_string();
    assert!(error("{\"version\": 1, \"window").contains("not a session"));
    assert!(error("").contains("not a session"));
    assert!(error(r#"{"version": 99}"#).contains("newer version (format 99"));
}
