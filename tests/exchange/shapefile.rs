//! Shapefiles.

use std::io::Cursor;

use ::shapefile::{
    Point, Polygon, PolygonRing, Polyline, ShapeWriter,
    dbase::{FieldValue, Record, TableWriterBuilder, encoding::DynEncoding},
    record::EsriShape,
};
use contactline::{
    io::shapefile::{self, Parts},
    model::{Budget, Draft, ImportOptions, Note, NoteLog, Place},
};
use proptest::prelude::*;

const WGS_84: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;

fn shp<S: EsriShape>(shapes: &[S]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = ShapeWriter::new(&mut bytes);
    for shape in shapes {
        writer.write_shape(shape).expect("memory");
    }
    writer.finalize().expect("memory");
    drop(writer);
    bytes.into_inner()
}

/// A table of text columns.
fn dbf(headings: &[&str], rows: &[&[&str]], encoding: &str) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let encoding = DynEncoding::from_name(encoding).expect("an encoding");
    let mut table = TableWriterBuilder::with_encoding(encoding);
    for heading in headings {
        table = table.add_character_field((*heading).try_into().expect("a heading"), 40);
    }
    let mut writer = table.build_with_dest(&mut bytes);
    for row in rows {
        let mut record = Record::default();
        for (heading, cell) in headings.iter().zip(*row) {
            let cell = FieldValue::Character(Some((*cell).to_owned()));
            record.insert((*heading).to_owned(), cell);
        }
        writer.write_record(&record).expect("memory");
    }
    writer.finalize().expect("memory");
    drop(writer);
    bytes.into_inner()
}

fn square(x: f64, y: f64) -> Polygon {
    let corner = |dx: f64, dy: f64| Point::new(x + dx, y + dy);
    Polygon::with_rings(vec![
        PolygonRing::Outer(vec![
            corner(0.0, 0.0),
            corner(0.0, 1.0),
            corner(1.0, 1.0),
            corner(1.0, 0.0),
            corner(0.0, 0.0),
        ]),
        PolygonRing::Inner(vec![
            corner(0.4, 0.4),
            corner(0.6, 0.4),
            corner(0.6, 0.6),
            corner(0.4, 0.4),
        ]),
    ])
}

fn parts(shp: Vec<u8>, dbf: Vec<u8>) -> Parts {
    Parts {
        shp,
        dbf: Some(dbf),
        prj: Some(WGS_84.to_owned()),
        cpg: None,
    }
}

fn read(parts: &Parts) -> Result<(Draft, Vec<String>), String> {
    let (mut draft, mut notes) = (Draft::default(), NoteLog::default());
    let place = Place::file("map.shp");
    let budget = Budget::default();
    shapefile::read(
        (&place, "map"),
        parts,
        &ImportOptions::default(),
        &budget,
        &mut draft,
        &mut notes,
    )
    .map_err(|error| error.to_string())?;
    Ok((
        draft,
        notes.finish(&place).iter().map(Note::to_string).collect(),
    ))
}

#[test]
fn boundaries_become_zones_or_regions_where_the_table_has_our_columns() {
    let table = dbf(&["NAME", "NAME_AZ"], &[&["Lachin", "Laçın"]], "UTF-8");
    let (draft, notes) = read(&parts(shp(&[square(46.0, 39.0)]), table)).expect("a shapefile");
    assert_eq!(notes, Vec::<String>::new());
    let zone = &draft.zones[0];
    assert_eq!(zone.names.get(Default::default()), "Lachin");
    assert_eq!(
        zone.names.own(contactline::model::Language::Azerbaijani),
        Some("Laçın")
    );
    assert_eq!(zone.shape.0[0].interiors().len(), 1);

    let table = dbf(
        &["key", "level", "country", "name", "name_hy"],
        &[&["new-raion", "raion", "AM", "New", "Նոր"]],
        "UTF-8",
    );
    let (draft, notes) = read(&parts(shp(&[square(46.0, 39.0)]), table)).expect("a shapefile");
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(draft.regions[0].key, "new-raion");
    assert_eq!(
        draft.regions[0]
            .names
            .own(contactline::model::Language::Armenian),
        Some("Նոր")
    );
}

#[test]
fn lines_become_lines_and_points_with_dates_become_claims() {
    let line = Polyline::new(vec![Point::new(46.0, 39.0), Point::new(47.0, 40.0)]);
    let table = dbf(&["name"], &[&["trench"]], "UTF-8");
    let (draft, _) = read(&parts(shp(&[line]), table)).expect("a shapefile");
    assert_eq!(draft.lines[0].names.get(Default::default()), "trench");

    let points = [Point::new(46.1, 39.1), Point::new(46.2, 39.2)];
    let rows: [&[&str]; 2] = [&["2022-08-07", "3", "blue"], &["2022-08-08", "", ""]];
    let table = dbf(&["date", "count", "colour"], &rows, "UTF-8");
    let (draft, notes) = read(&parts(shp(&points), table)).expect("a shapefile");
    assert_eq!(notes, Vec::<String>::new());
    let claim = &draft.reports[0].claims[0];
    assert_eq!(claim.count, Some(3.into()));
    assert_eq!(
        claim.places[0].at.map(|at| (at.x, at.y)),
        Some((46.1, 39.1))
    );
    assert_eq!(claim.properties.as_deref(), Some(r#"{"colour":"blue"}"#));
    assert_eq!(draft.reports.len(), 2);
}

#[test]
fn text_is_read_in_the_encoding_stated_or_seen() {
    let check = |encoding: &str, cpg: Option<&str>, name: &str| {
        let mut table = dbf(&["name"], &[&[name]], encoding);
        // Without the mark that says which encoding it is.
        table[29] = 0;
        let parts = Parts {
            cpg: cpg.map(str::to_owned),
            ..parts(shp(&[square(46.0, 39.0)]), table)
        };
        let (draft, _) = read(&parts).expect("a shapefile");
        assert_eq!(
            draft.zones[0].names.get(Default::default()),
            name,
            "{encoding}"
        );
    };
    check("UTF-8", None, "Şuşa Շուշի Шуша");
    check("1251", None, "Кельбаджар");
    check("1252", None, "Fuzulí é");
    check("1254", Some("1254"), "Şuşa");
    check("1251", Some("CP1251\n"), "Шуша");
}

#[test]
fn positions_in_anything_but_degrees_are_refused_with_the_remedy() {
    let table = || dbf(&["name"], &[&["a"]], "UTF-8");
    let check = |parts: &Parts, expected: &str| {
        assert_eq!(read(parts).map(|_| ()), Err(format!("map.shp: {expected}")));
    };
    let shapes = shp(&[square(46.0, 39.0)]);
    check(
        &Parts {
            prj: Some(r#"PROJCS["WGS_1984_UTM_Zone_38N",GEOGCS["GCS_WGS_1984"]]"#.to_owned()),
            ..parts(shapes.clone(), table())
        },
        "its coordinates are in WGS_1984_UTM_Zone_38N, not in longitude and latitude on WGS 84; reproject it \
         to EPSG:4326 (in QGIS: Export > Save Features As; or 'ogr2ogr -t_srs EPSG:4326 map-wgs84.shp map.shp')",
    );
    check(
        &Parts {
            prj: Some(r#"GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942"]]"#.to_owned()),
            ..parts(shapes.clone(), table())
        },
        "its coordinates are in GCS_Pulkovo_1942, not in longitude and latitude on WGS 84; reproject it \
         to EPSG:4326 (in QGIS: Export > Save Features As; or 'ogr2ogr -t_srs EPSG:4326 map-wgs84.shp map.shp')",
    );
    let far = Parts {
        prj: None,
        ..parts(shp(&[square(500_000.0, 4_400_000.0)]), table())
    };
    let what = read(&far).expect_err("metres");
    assert!(
        what.contains("is not longitude and latitude in degrees"),
        "{what}"
    );
}

#[test]
fn what_is_missing_beside_it_is_noted() {
    let alone = Parts {
        shp: shp(&[square(46.0, 39.0)]),
        ..Parts::default()
    };
    let (draft, notes) = read(&alone).expect("a shapefile");
    assert_eq!(draft.zones.len(), 1);
    assert_eq!(
        notes,
        [
            "map.shp: note: no .prj file; read as longitude and latitude on WGS 84",
            "map.shp: warning: no .dbf file; the shapes are read without attributes",
        ]
    );
    let short = parts(
        shp(&[square(46.0, 39.0), square(47.0, 40.0)]),
        dbf(&["name"], &[&["first"]], "UTF-8"),
    );
    let (draft, notes) = read(&short).expect("a shapefile");
    assert_eq!(draft.zones.len(), 2);
    assert_eq!(
        notes,
        [
            "map.shp:2: warning: its row in the .dbf cannot be read: the table has fewer rows than there are shapes"
        ]
    );
}

#[test]
fn what_is_no_shapefile_or_breaks_off_is_refused() {
    let whole = shp(&[square(46.0, 39.0)]);
    let half = whole[..whole.len() - 40].to_vec();
    let of = |shp: Vec<u8>| {
        read(&Parts {
            shp,
            ..Parts::default()
        })
        .expect_err("damaged")
    };
    assert_eq!(of(Vec::new()), "map.shp: the file is empty");
    assert_eq!(
        of(half),
        "map.shp: shape 1 cannot be read: the file is truncated"
    );
    assert_eq!(of(whole[..50].to_vec()), "map.shp: the file is truncated");
    assert_eq!(
        of(b"<html>not found</html>".repeat(9)),
        "map.shp: not a shapefile: its header is wrong"
    );
    let damaged = parts(whole, b"<html>".to_vec());
    let what = read(&damaged).expect_err("damaged");
    assert!(what.starts_with("map.shp: its .dbf is damaged: "), "{what}");
}

#[test]
fn the_files_beside_it_are_found_and_a_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.shp");
    std::fs::write(&path, shp(&[square(46.0, 39.0)])).expect("written");
    std::fs::write(
        path.with_extension("DBF"),
        dbf(&["name"], &[&["a"]], "UTF-8"),
    )
    .expect("written");
    let budget = Budget::default();
    let parts = Parts::at(&path, &budget).expect("read");
    assert!(parts.dbf.is_some() && parts.prj.is_none());
    assert!(shapefile::looks_like_shapefile(&parts.shp));
    assert!(Parts::at(folder.path(), &budget).is_err());
    assert!(Parts::at(&folder.path().join("none.shp"), &budget).is_err());
}

proptest! {
    #[test]
    fn a_damaged_file_is_read_without_a_panic(
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<proptest::sample::Index>(),
        in_table in any::<bool>(),
    ) {
        let mut parts = parts(
            shp(&[square(46.0, 39.0), square(47.0, 40.0)]),
            dbf(&["name", "count"], &[&["a", "1"], &["b", "2"]], "UTF-8"),
        );
        let table = parts.dbf.as_mut().expect("a table");
        let bytes = if in_table { table } else { &mut parts.shp };
        for (index, byte) in damage {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() * 2).min(bytes.len()));
        let _ = read(&parts);
    }
}
