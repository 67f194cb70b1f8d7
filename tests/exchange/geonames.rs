//! Country dumps of GeoNames.

use contactline::{
    io::{Source, geonames, read_data_folder, reports},
    model::{Atlas, Budget, Draft, Language, Note, NoteLog, Place, Resolution},
};
use proptest::prelude::*;

/// A line of a dump, with made-up figures.
fn line(id: u32, names: [&str; 3], at: (f64, f64), kind: (&str, &str)) -> String {
    let [name, plain, others] = names;
    let (lon, lat) = at;
    let (class, code) = kind;
    format!(
        "{id}\t{name}\t{plain}\t{others}\t{lat}\t{lon}\t{class}\t{code}\tAZ\t\t00\t\t\t\t120\t\t900\tAsia/Baku\t2020-01-01\n"
    )
}

fn read(text: &str) -> Result<(Draft, Vec<String>), String> {
    let (mut draft, mut notes) = (Draft::default(), NoteLog::default());
    let budget = Budget::default();
    let place = Place::file("AZ.txt");
    geonames::read(&place, text.as_bytes(), &budget, &mut draft, &mut notes)
        .map_err(|error| error.to_string())?;
    Ok((
        draft,
        notes.finish(&place).iter().map(Note::to_string).collect(),
    ))
}

#[test]
fn villages_and_heights_are_taken_in_with_every_spelling() {
    let text = [
        line(
            1,
            ["Kənd", "Kand", "Kend,Գյուղ,Кенд, Kand "],
            (46.12345, 39.9),
            ("P", "PPL"),
        ),
        line(2, ["Dağ", "Dag", ""], (46.5, 40.13333), ("T", "MT")),
        line(3, ["Çay", "Cay", ""], (46.5, 40.1), ("H", "STM")),
        line(4, ["Dərə", "Dara", ""], (46.5, 40.1), ("T", "VAL")),
        line(5, ["Xaraba", "Xaraba", ""], (46.51111, 40.1), ("P", "PPLQ")),
        line(6, ["Far", "Far", ""], (446.5, 40.1), ("P", "PPL")),
        "7\tshort\n".to_owned(),
    ];
    let (draft, notes) = read(&text.concat()).expect("a dump");
    let told: Vec<String> = draft
        .settlements
        .iter()
        .map(|one| {
            format!(
                "{} {} {:?} ±{:?} {:?} {:?} {}. {}",
                one.key,
                one.names.get(Language::Armenian),
                one.names.variants,
                one.precision_km,
                one.country,
                one.population,
                one.source,
                one.note
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    geonames-1 Գյուղ ["Kand", "Kend", "Գյուղ", "Кенд"] ±Some(1.0) Azerbaijan Some(120) GeoNames 1, CC BY 4.0. 
    geonames-2 Dağ ["Dag"] ±Some(3.0) Azerbaijan Some(120) GeoNames 2, CC BY 4.0. Its position is given in whole minutes only.
    geonames-5 Xaraba [] ±Some(1.0) Azerbaijan Some(120) GeoNames 5, CC BY 4.0. Abandoned, according to GeoNames.
    "#);
    insta::assert_snapshot!(notes.join("\n"), @r"
    AZ.txt:6: error: a position is not on the map (latitude beyond 85°, or longitude beyond 180°); the line is skipped [Far]
    AZ.txt:7: error: not a line of a GeoNames dump: it needs 19 columns separated by tabs, with latitude and longitude in the fifth and sixth; the line is skipped [7	short]
    AZ.txt: note: 2 lines are neither populated places nor heights (rivers, administrative units and so on); they are skipped
    ");
}

#[test]
fn a_dump_is_told_by_its_first_lines() {
    let dump = line(1, ["A", "A", ""], (46.0, 40.0), ("P", "PPL")).repeat(3);
    assert!(geonames::looks_like_geonames(&dump));
    assert!(geonames::looks_like_geonames(&dump[..dump.len() - 9]));
    for other in ["", "\n", "a\tb\tc\n", "<html>", "key,name\n1,2\n"] {
        assert!(!geonames::looks_like_geonames(other), "{other}");
    }
}

#[test]
fn what_is_no_dump_is_refused_with_line_and_cause() {
    let check =
        |text: &str, expected: &str| assert_eq!(read(text).map(|_| ()), Err(expected.to_owned()));
    check("", "AZ.txt: the file is empty");
    check(
        "<html>\n",
        "AZ.txt:1: not a line of a GeoNames dump: it needs 19 columns separated by tabs, with \
         latitude and longitude in the fifth and sixth",
    );
}

#[test]
fn a_cancelled_reading_ends() {
    let budget = Budget::default();
    budget.cancel();
    let text = line(1, ["A", "A", ""], (46.0, 40.0), ("P", "PPL")).repeat(5_000);
    let (mut draft, mut notes) = (Draft::default(), NoteLog::default());
    let place = Place::file("AZ.txt");
    let read = geonames::read(&place, text.as_bytes(), &budget, &mut draft, &mut notes);
    assert_eq!(read.expect_err("cancelled").to_string(), "cancelled");
}

#[test]
fn a_village_lies_in_the_region_at_its_position_and_known_ones_gain_spellings() {
    let (shipped, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (before, _) = Atlas::build(shipped.clone());
    let known = before
        .settlements()
        .find(|one| &*one.key == "khankendi-city")
        .expect("a town");
    let known = &before.settlements()[known];
    let at = known.at.expect("a position");
    let kalbajar = before.region_by_key("kalbajar").expect("a region");
    let inside = before.regions()[kalbajar].label;
    let text = [
        line(
            900_001,
            ["Made Up", "Made Up", "Uydurma"],
            (inside.x, inside.y),
            ("P", "PPL"),
        ),
        line(
            900_002,
            ["Nowhere", "Nowhere", ""],
            (10.0, 10.1),
            ("P", "PPL"),
        ),
        line(
            900_003,
            ["Khankendi", "Khankendi", "Made Spelling"],
            (at.x + 0.001, at.y),
            ("P", "PPLA"),
        ),
    ];
    let (draft, _) = read(&text.concat()).expect("a dump");
    let mut both = shipped;
    both.append(draft);
    let (atlas, notes) = Atlas::build(both);
    let region_of = |key: &str| {
        let id = atlas.settlements().find(|one| &*one.key == key)?;
        let region = atlas.settlements()[id].region?;
        Some(atlas.regions()[region].key.to_string())
    };
    assert_eq!(region_of("geonames-900001").as_deref(), Some("kalbajar"));
    assert_eq!(region_of("geonames-900002"), None);
    assert_eq!(region_of("geonames-900003"), None);
    let found = atlas.gazetteer().settlement("Made Spelling", |_| true);
    let Resolution::One(id) = found else {
        panic!("{found:?}");
    };
    assert_eq!(atlas.settlements()[id].key, known.key);
    assert!(notes.iter().any(|note| note.to_string()
        == "AZ.txt: note: 1 of its settlements are already known; their spellings are \
            merged, and what else is said of them is not kept"));
    // What the reports mean is what it was.
    let told = |atlas: &Atlas| {
        let mut bytes = Vec::new();
        reports::write(&mut bytes, &atlas.to_draft().reports).expect("written");
        bytes
    };
    assert_eq!(told(&atlas), told(&before));
    assert_eq!(atlas.settlements().len(), before.settlements().len() + 2);
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "(1\t|[\\PC\t\n,.0-9-]){0,200}") {
        geonames::looks_like_geonames(&text);
        let _ = read(&text);
    }
}

#[test]
fn twenty_thousand_villages_are_built_each_with_its_spellings() {
    let text: String = (0..22_000)
        .map(|id| {
            let (x, y) = (id % 150, id / 150);
            let at = (44.5 + f64::from(x) * 0.04, 38.5 + f64::from(y) * 0.02);
            let name = format!("Village {id}");
            let others = format!("Kənd {id},Գյուղ {id},Деревня {id},Köy {id},Yeni Kənd");
            line(id, [&name, &name, &others], at, ("P", "PPL"))
        })
        .collect();
    let (draft, _) = read(&text).expect("a dump");
    let (mut both, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    both.append(draft);
    let (atlas, _) = Atlas::build(both);
    assert!(atlas.settlements().len() > 20_000);
    for id in (0..22_000).step_by(1_999) {
        let found = atlas
            .gazetteer()
            .settlement(&format!("Деревня {id}"), |_| true);
        assert!(matches!(found, Resolution::One(_)), "{id}: {found:?}");
    }
}
