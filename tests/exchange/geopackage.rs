//! GeoPackage: projects, and the layers of other programs.

use std::{fs, path::Path, process::Command};

use contactline::{
    io::{
        Input, Provenance, Source,
        disk::{Replace, Target},
        read_data_folder,
    },
    model::{
        Atlas, Budget, Day, Draft, ImportOptions, Note, Place, Severity, Window, draft::SiteDraft,
    },
    store::{
        Project,
        geopackage::{self, looks_like_geopackage},
    },
};
use proptest::prelude::*;
use rusqlite::Connection;

use crate::made_up::{self, check_same, told};

fn write(path: &Path, project: &Project) {
    let reports = &project.draft.reports;
    geopackage::write(
        &Target::new(path, Replace::Asked),
        project,
        reports,
        &|site: &SiteDraft| site.stated(),
    )
    .expect("written");
}

fn read(path: &Path) -> Result<(Project, Vec<String>), String> {
    let read = geopackage::read(path, &ImportOptions::default(), &Budget::default());
    let (project, notes) = read.map_err(|error| error.to_string())?;
    Ok((project, notes.iter().map(Note::to_string).collect()))
}

/// Why a file is refused, without the folder it lies in.
fn refused(path: &Path) -> String {
    let why = read(path).map(|_| ()).expect_err("no project");
    let folder = path.parent().expect("a folder").display().to_string();
    why.replace(&format!("{folder}/"), "")
}

fn shipped() -> Atlas {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    Atlas::build(draft).0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_written_is_read_again(
        draft in made_up::draft(),
        session in proptest::option::of("\\PC{1,20}"),
        words in "\\PC{0,20}",
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.gpkg");
        let (atlas, _) = Atlas::build(draft);
        let day = Day::clamped(19_000);
        let project = Project {
            draft: atlas.to_draft(),
            session,
            provenance: Provenance {
                inputs: vec![Input::of_bytes("a.csv", b"1")],
                window: Some(Window::days(day, day)),
                written: 1,
                ..Provenance::default()
            },
            notes: vec![Note::new(Severity::Error, &Place::file("a.csv").at_line(3), words, "Շուշի")],
            evidence: Vec::new(),
            is_own: true,
            is_partial: false,
        };
        write(&path, &project);
        let (again, notes) = read(&path).expect("what was written");
        prop_assert_eq!(notes, Vec::<String>::new());
        prop_assert_eq!(&again.session, &project.session);
        prop_assert_eq!(&again.provenance, &project.provenance);
        prop_assert_eq!(&again.notes, &project.notes);
        check_same(&told(&Atlas::build(again.draft).0), &told(&atlas));
    }
}

#[test]
fn the_shipped_data_is_kept_without_loss() {
    let atlas = shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    let project = Project {
        draft: atlas.to_draft(),
        ..Project::default()
    };
    let reports = &project.draft.reports;
    geopackage::write(
        &Target::new(&path, Replace::Asked),
        &project,
        reports,
        &|site| atlas.position_of(site),
    )
    .expect("written");
    let (again, notes) = read(&path).expect("what was written");
    assert_eq!(notes, Vec::<String>::new());
    let (built, _) = Atlas::build(again.draft);
    check_same(&told(&built), &told(&atlas));
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn a_project_whose_claims_were_still_called_groups_is_read() {
    let atlas = shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    let project = Project {
        draft: atlas.to_draft(),
        ..Project::default()
    };
    write(&path, &project);
    let database = Connection::open(&path).expect("a database");
    let old = "DROP TRIGGER IF EXISTS rtree_claims_geom_insert; \
               ALTER TABLE claims RENAME TO groups; \
               UPDATE contactline SET layout = 1;";
    let renamed = database.execute_batch(old);
    drop(database);
    if let Err(why) = renamed {
        panic!("{why}");
    }
    let (again, notes) = read(&path).expect("a project");
    assert_eq!(notes, Vec::<String>::new());
    let (again, _) = Atlas::build(again.draft);
    check_same(&told(&again), &told(&atlas));
}

#[test]
fn old_reports_whose_claims_were_called_groups_are_read_as_the_new_ones() {
    let new = r#"{"id": "a", "reporter": "x", "stance": "claim", "claims": [{"by": "armenia", "activity": "fire", "targets": [{"region": "lachin"}], "count": 6}]}"#;
    let read = |record: &str| {
        let mut notes = contactline::model::NoteLog::default();
        let place = contactline::model::Place::file("a.json");
        let report = contactline::io::reports::read_one(&place, record, &mut notes);
        report.expect("a report")
    };
    let claims = read(new).claims;
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].count, Some(6.into()));
    assert_eq!(read(&new.replace("claims", "groups")).claims, claims);
}

#[test]
fn gdal_opens_the_layers_as_they_are() {
    if Command::new("ogrinfo").arg("--version").output().is_err() {
        println!("not checked: there is no GDAL here");
        return;
    }
    let atlas = shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    let project = Project {
        draft: atlas.to_draft(),
        ..Project::default()
    };
    let reports = &project.draft.reports;
    geopackage::write(
        &Target::new(&path, Replace::Asked),
        &project,
        reports,
        &|site| atlas.position_of(site),
    )
    .expect("written");
    let run = Command::new("ogrinfo")
        .args(["-so", "-al"])
        .arg(&path)
        .output()
        .expect("GDAL");
    let told = String::from_utf8_lossy(&run.stdout);
    let complaints = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{complaints}");
    assert_eq!(complaints, "");
    let claims = atlas.reports().map(|report| report.claims.len()).sum();
    for (layer, kind, count) in [
        ("regions", "Multi Polygon", 69),
        ("zones", "Multi Polygon", atlas.zones().len()),
        ("lines", "Multi Line String", atlas.lines().len()),
        ("settlements", "Point", 600),
        ("claims", "Unknown (any)", claims),
        ("reports", "None", atlas.reports().count()),
        ("chronology", "None", atlas.chronology().len()),
    ] {
        let expected = format!("Layer name: {layer}\n");
        let about = told
            .split(&expected)
            .nth(1)
            .unwrap_or_else(|| panic!("no {layer} in {told}"));
        let about = about.split("Layer name").next().unwrap_or_default();
        assert!(
            about.contains(&format!("Geometry: {kind}\nFeature Count: {count}\n")),
            "{about}"
        );
    }
    assert!(told.contains("ID[\"EPSG\",4326]"), "{told}");
    // Other programs edit it, and the index follows.
    let edit = Command::new("ogrinfo")
        .arg(&path)
        .args([
            "-sql",
            "UPDATE settlements SET note = 'edited' WHERE key = 'zarkand'",
        ])
        .output()
        .expect("GDAL");
    assert!(edit.status.success());
    let (again, _) = read(&path).expect("an edited project");
    let edited = again
        .draft
        .settlements
        .iter()
        .find(|one| one.key == "zarkand");
    assert_eq!(edited.expect("a village").note, "edited");
}

#[test]
fn what_is_edited_in_another_program_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    write(
        &path,
        &Project {
            draft: shipped().to_draft(),
            ..Project::default()
        },
    );
    let database = Connection::open(&path).expect("a database");
    // A program that knows no geometries must lay aside what keeps the index of them.
    let triggers = names_in(
        &database,
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    );
    for trigger in triggers {
        let sql = format!("DROP TRIGGER \"{trigger}\"");
        database.execute_batch(&sql).expect("dropped");
    }
    let sql = "UPDATE claims SET count = 77, losses_denied = 1 WHERE fid = 1;
               UPDATE reports SET outlet = 'Another' WHERE report = (SELECT report FROM claims WHERE fid = 1);
               INSERT INTO claims (report, reporter, targets, start, count) VALUES ('new', 'az-mod', 'lachin', '2022-01-02', 3);
               UPDATE zones SET valid_from = 'soon' WHERE fid = 1;
               DELETE FROM settlements;
               DROP TABLE notes;";
    database.execute_batch(sql).expect("edited");
    drop(database);
    let (project, notes) = read(&path).expect("a project");
    let reports = &project.draft.reports;
    let first = reports
        .iter()
        .find(|report| report.outlet.as_deref() == Some("Another"));
    let first = &first.expect("the edited report").claims[0];
    assert_eq!((first.count, first.losses_denied), (Some(77.into()), true));
    let new = reports
        .iter()
        .find(|report| report.id == "new")
        .expect("the new report");
    assert_eq!(new.claims[0].count, Some(3.into()));
    assert_eq!(project.draft.settlements.len(), 0);
    let notes = notes
        .join("\n")
        .replace(&folder.path().display().to_string(), "");
    insta::assert_snapshot!(notes, @r"
    /map.gpkg, zones:1: warning: 'soon' is not a date: year, month or day is missing (use the form 2022-08-07); treated as undated [soon]
    /map.gpkg: error: the table 'notes' is missing [notes]
    ");
}

#[test]
fn what_is_no_project_is_refused_with_the_cause() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    let with = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("written");
        refused(&path)
    };
    write(
        &path,
        &Project {
            draft: shipped().to_draft(),
            ..Project::default()
        },
    );
    let whole = fs::read(&path).expect("a file");
    assert!(looks_like_geopackage(&whole));
    let half = with(&whole[..whole.len() / 2]);
    assert!(half.starts_with("map.gpkg"), "{half}");
    assert!(half.contains("malformed"), "{half}");
    let mut damaged = whole.clone();
    let most = whole.len() / 4 * 3;
    damaged[4_096..most].fill(0xaa);
    assert!(with(&damaged).contains("cannot be read"));
    assert_eq!(with(b""), "map.gpkg: the file is empty");
    assert_eq!(
        with(b"<html>"),
        "map.gpkg: not a GeoPackage: it is not an SQLite database"
    );
    assert!(with(b"SQLite format 3\0 and no more").contains("the database cannot be read"));
    assert!(refused(&folder.path().join("none.gpkg")).starts_with("cannot read none.gpkg: "));
    fs::create_dir(folder.path().join("folder.gpkg")).expect("a folder");
    let what = refused(&folder.path().join("folder.gpkg"));
    assert!(what.starts_with("cannot read folder.gpkg: "), "{what}");

    fs::write(&path, &whole).expect("written");
    let database = Connection::open(&path).expect("a database");
    database
        .execute_batch("UPDATE contactline SET layout = 99")
        .expect("edited");
    drop(database);
    assert_eq!(
        refused(&path),
        "map.gpkg: made by a newer version of Contactline; update to open it"
    );
    let other = folder.path().join("other.gpkg");
    let database = Connection::open(&other).expect("a database");
    database
        .execute_batch("CREATE TABLE a (b)")
        .expect("written");
    drop(database);
    assert_eq!(
        refused(&other),
        "other.gpkg: a database, but not a GeoPackage: it has no table gpkg_contents"
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_or_a_folder_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    write(&path, &Project::default());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
    if fs::File::open(&path).is_ok() {
        println!("not checked: nothing is forbidden to this user");
        return;
    }
    assert!(refused(&path).contains("ermission denied"));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("set");
    let written = geopackage::write(
        &Target::new(&path, Replace::Asked),
        &Project::default(),
        &Vec::new(),
        &|_| None,
    );
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
    assert!(written.is_err());
}

#[test]
fn a_write_that_fails_leaves_the_old_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    // A folder stands where the file should go.
    fs::create_dir_all(path.join("full")).expect("a folder");
    let written = geopackage::write(
        &Target::new(&path, Replace::Asked),
        &Project::default(),
        &Vec::new(),
        &|_| None,
    );
    assert!(written.is_err());
    assert!(path.join("full").is_dir());
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn a_cancelled_reading_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    write(
        &path,
        &Project {
            draft: shipped().to_draft(),
            ..Project::default()
        },
    );
    let budget = Budget::default();
    budget.cancel();
    let read = geopackage::read(&path, &ImportOptions::default(), &budget);
    assert_eq!(read.expect_err("cancelled").to_string(), "cancelled");
}

/// What the first column of a question holds.
fn names_in(database: &Connection, sql: &str) -> Vec<String> {
    let mut names = database.prepare(sql).expect("a question");
    let names = names.query_map([], |row| row.get(0)).expect("an answer");
    names.collect::<Result<_, _>>().expect("names")
}

/// A GeoPackage as another program writes it: one layer with a column of its own.
fn foreign(path: &Path, srs: &str, kind: &str, columns: &str, rows: &[(Option<&[u8]>, &str)]) {
    let empty = Project {
        draft: Draft::default(),
        ..Project::default()
    };
    write(path, &empty);
    let database = Connection::open(path).expect("a database");
    let tables = names_in(&database, "SELECT table_name FROM gpkg_contents");
    for table in tables {
        database
            .execute_batch(&format!(
                "DROP TABLE \"{table}\"; DELETE FROM gpkg_geometry_columns WHERE table_name = '{table}';
                 DELETE FROM gpkg_contents WHERE table_name = '{table}'; DELETE FROM gpkg_extensions;"
            ))
            .expect("dropped");
    }
    database
        .execute_batch(&format!(
            "INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84 / UTM zone 38N', 32638, 'EPSG', 32638, 'x', '');
             CREATE TABLE \"my layer\" (fid INTEGER PRIMARY KEY, shape {kind}, {columns});
             INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('my layer', 'features', {srs});
             INSERT INTO gpkg_geometry_columns VALUES ('my layer', 'shape', '{kind}', {srs}, 0, 0);"
        ))
        .expect("a layer");
    for (shape, values) in rows {
        database
            .execute(
                &format!("INSERT INTO \"my layer\" VALUES (NULL, ?1, {values})"),
                [shape],
            )
            .expect("a row");
    }
}

/// A point, or a polygon around it, in well-known binary with the header of GeoPackage.
fn shape(polygon: bool, x: f64, y: f64) -> Vec<u8> {
    let mut bytes = b"GP\0\x01\xe6\x10\0\0\x01".to_vec();
    let put = |x: f64, y: f64| [x.to_le_bytes(), y.to_le_bytes()].concat();
    if polygon {
        bytes.extend([3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0]);
        for (dx, dy) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)] {
            bytes.extend(put(x + dx, y + dy));
        }
    } else {
        bytes.extend([1, 0, 0, 0]);
        bytes.extend(put(x, y));
    }
    bytes
}

#[test]
fn the_layers_of_others_become_zones_and_claims() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.gpkg");
    let area = shape(true, 46.0, 39.0);
    foreign(
        &path,
        "4326",
        "POLYGON",
        "name TEXT, name_az TEXT",
        &[(Some(&area), "'Lachin', 'Laçın'")],
    );
    let (project, notes) = read(&path).expect("a GeoPackage");
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(
        project.draft.zones[0].names.get(Default::default()),
        "Lachin"
    );
    assert_eq!(project.session, None);

    let at = shape(false, 46.5, 39.5);
    let rows: [(Option<&[u8]>, &str); 3] = [
        (Some(&at), "'2022-08-07', 4"),
        (Some(&at[..20]), "'2022-08-08', 5"),
        (None, "'2022-08-09', 6"),
    ];
    fs::remove_file(&path).expect("removed");
    foreign(&path, "0", "POINT", "date DATE, times INTEGER", &rows);
    let (project, notes) = read(&path).expect("a GeoPackage");
    let counts: Vec<_> = project
        .draft
        .reports
        .iter()
        .map(|report| report.claims[0].count)
        .collect();
    assert_eq!(counts, [4, 5, 6].map(|count| Some(count.into())));
    assert_eq!(
        project.draft.reports[0].claims[0].places[0]
            .at
            .map(|at| at.x),
        Some(46.5)
    );
    assert_eq!(project.draft.reports[1].claims[0].places, []);
    let notes = notes
        .join("\n")
        .replace(&folder.path().display().to_string(), "");
    assert_eq!(
        notes,
        "/other.gpkg, my layer:2: error: the geometry is skipped: the geometry is truncated"
    );
}

#[test]
fn layers_in_another_system_are_refused_with_the_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.gpkg");
    let at = shape(false, 500_000.0, 4_400_000.0);
    foreign(&path, "32638", "POINT", "name TEXT", &[(Some(&at), "'a'")]);
    assert_eq!(
        refused(&path),
        "other.gpkg: its coordinates are in WGS 84 / UTM zone 38N, not in longitude and latitude on \
         WGS 84; reproject it to EPSG:4326 (in QGIS: Export > Save Features As; or 'ogr2ogr -t_srs EPSG:4326 \
         other-wgs84.gpkg other.gpkg')"
    );
}
