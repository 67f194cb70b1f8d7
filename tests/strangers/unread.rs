//! Columns that say where, when or who and whose headings no one knows: nothing of them may be missed in silence.

use crate::common::made::made;

#[test]
fn columns_that_name_places_are_told() {
    let file = made(
        "a.csv",
        "Date;De;Vers;Nombre;Remark\n2022-08-07;Gorus;Lachin;3;calm\n2022-08-08;Basarkechar;Kalbajar;2;Lachin\n",
    );
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv: warning: its cells name places, such as 'Gorus', and are not read")
            && said.contains("[De]")
            && said.contains("0 errors, 1 warning, 0 notes"),
        "{said}"
    );
    // Whoever says what it is, or that it is nothing, is not asked again.
    for chosen in ["De=origins", "De="] {
        let said = file.check(&["--map", chosen]);
        assert!(!said.contains("name places"), "{chosen}: {said}");
    }
}

#[test]
fn a_cell_may_name_both_ends() {
    let file = made(
        "a.csv",
        "when,what,direction\n7 Aug 2022 21:00,shelling,Basarkechar -> Kalbajar\n",
    );
    assert_eq!(
        file.cells(&["start", "activity"]),
        ["2022-08-07T21:00 shelling"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("[direction]") && said.contains("its cells name places"),
        "{said}"
    );
}

/// Where only a district or a province is stated, that is where it happened.
#[test]
fn a_district_alone_is_the_place() {
    let file = made(
        "a.csv",
        "year,month,day,admin1,admin2,n_attacks\n2022,8,7,East Zangezur,Kalbajar,3\n2022,Aug,8,East Zangezur,Lachin,4\n",
    );
    assert_eq!(
        file.cells(&["start", "places", "count"]),
        ["2022-08-07 kalbajar 3", "2022-08-08 lachin 4"]
    );
    let russian = made(
        "a.csv",
        "Дата;Район;Кол-во обстрелов\n07.08.2022;Кельбаджарский;4\n08.08.2022;Лачинский район;2\n",
    );
    assert_eq!(
        russian.cells(&["start", "places", "count"]),
        ["2022-08-07 kalbajar 4", "2022-08-08 lachin 2"]
    );
    // Codes are no names.
    let codes = made("a.csv", "date,admin2\n2022-08-07,AZ0801\n");
    assert_eq!(codes.cells(&["start", "places"]), ["2022-08-07"]);
}

#[test]
fn a_number_without_a_meaning_is_told_where_none_counts() {
    let told = "a.csv:1: note: no column says how many incidents a row stands for, so that each counts as one";
    let file = made(
        "a.csv",
        "date,place,Armenian,Azerbaijani\n2022-08-07,Kalbajar,3,1\n2022-08-08,Lachin,4,0\n",
    );
    let said = file.check(&[]);
    assert!(
        said.contains(told) && said.contains("not read: Armenian, Azerbaijani;"),
        "{said}"
    );
    let counted = made(
        "a.csv",
        "date,place,count,Armenian\n2022-08-07,Kalbajar,3,2\n",
    );
    assert!(!counted.check(&[]).contains("counts as one"));
}

#[test]
fn a_table_with_a_column_for_each_place_is_told() {
    let file = made(
        "a.csv",
        "date,Kalbajar,Lachin,Fuzuli\n2022-08-07,3,2,0\n2022-08-08,1,,4\n",
    );
    let said = file.check(&[]);
    assert!(
        said.contains(
            "a.csv: warning: the headings of 3 columns, from this to 'Fuzuli', are places: a table of sums"
        ) && said.contains("[Kalbajar]"),
        "{said}"
    );
    // One column of numbers may be called so by accident.
    let one = made("a.csv", "date,place,Lachin\n2022-08-07,Kalbajar,2\n");
    assert!(!one.check(&[]).contains("warning:"), "{}", one.check(&[]));
}

#[test]
fn in_features_they_are_told_as_well() {
    let feature = |name: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2022-08-07","rayonu":"{name}"}},
            "geometry":{{"type":"Point","coordinates":[46.5,39.8]}}}}"#
        )
    };
    let features = [feature("Kalbajar"), feature("Lachin")].join(",");
    let file = made(
        "a.geojson",
        format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#),
    );
    let said = file.check(&[]);
    assert!(
        said.contains("its cells name places, such as 'Kalbajar'"),
        "{said}"
    );
}

#[test]
fn who_attacked_is_who_fired() {
    let file = made(
        "a.csv",
        "date,attacker,target,count\n2022-08-07,Armenia,Lachin,3\n2022-08-08,Azerbaijan,Gorus,3\n",
    );
    assert_eq!(
        file.cells(&["by", "targets"]),
        ["armenia lachin", "azerbaijan gorus"]
    );
}

/// Who denied a claim, and when it was reported beside when it happened.
#[test]
fn headings_of_denials_and_of_ends_of_times_are_known() {
    let file = made(
        "a.csv",
        "date,time start,time end,place,direction from,denied by,n\n\
         2022-08-07,23:10,01:05,Kalbajar,Basarkechar;Gorus,Armenia,1\n",
    );
    assert_eq!(
        file.cells(&["start", "end", "origins", "targets", "count"]),
        ["2022-08-07T23:10 2022-08-08T01:05 basarkechar; gorus kalbajar 1"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("denied by=denied") && said.contains("[denied by]"),
        "{said}"
    );
}

/// Where fire came from is not where it hit: a position of either, in one column, is told and not taken for the
/// other.
#[test]
fn positions_of_ends_in_one_column_are_told() {
    let file = made(
        "a.csv",
        "date,from,from_position,to,to_position,count\n\
         2022-08-07,Basarkechar,\"40.2,45.8\",Kalbajar,\"40.1,46.2\",1\n",
    );
    assert_eq!(
        file.cells(&["origins", "targets", "count"]),
        ["basarkechar kalbajar 1"]
    );
    let said = file.check(&[]);
    for heading in ["from_position", "to_position"] {
        assert!(said.contains(heading), "{said}");
    }
    assert!(
        said.contains("positions of where fire came from or went, in one column, are not read"),
        "{said}"
    );
    // Numbered columns are a second place, which is told.
    let second = made(
        "a.csv",
        "date,lat,lon,lat2,lon2,count\n2022-08-07,40.2,45.8,40.1,46.2,1\n",
    );
    let said = second.check(&[]);
    assert!(said.contains("lat2=lat, lon2=lon"), "{said}");
}

#[test]
fn columns_that_name_reporters_are_told() {
    let file = made(
        "a.csv",
        "Дата,Место,Сообщил\n07.08.2022,Кельбаджар,МО Азербайджана\n08.08.2022,Лачин,МО Армении\n",
    );
    let said = file.check(&[]);
    assert!(
        said.contains("its cells name reporters, such as 'МО Азербайджана'")
            && said.contains("[Сообщил]"),
        "{said}"
    );
    let across = made(
        "a.csv",
        "Date,Place,MoD Azerbaijan,MoD Armenia\n2022-08-07,Kalbajar,3,1\n2022-08-08,Lachin,4,0\n",
    );
    let said = across.check(&[]);
    assert!(
        said.contains("the headings of 2 columns, from this to 'MoD Armenia', are reporters"),
        "{said}"
    );
    // Where one says so, the others are no doubt.
    let known = made(
        "a.csv",
        "date,place,reporter,Accuser\n2022-08-07,Kalbajar,az-mod,MoD Armenia\n",
    );
    assert!(!known.check(&[]).contains("name reporters"));
}

#[test]
fn records_within_records_and_marks_that_repeat_are_told() {
    let nested = made(
        "a.json",
        r#"[{"date":"2022-08-07","events":[{"place":"Kalbajar","count":1},{"place":"Lachin","count":2}]},
            {"date":"2022-08-08","events":[{"place":"Fuzuli","count":1}]}]"#,
    );
    let said = nested.check(&[]);
    assert!(
        said.contains("holds lists of records within records") && said.contains("[events]"),
        "{said}"
    );
    let repeated = made(
        "a.csv",
        "date,place,reporter\n2022-08-07,Kalbajar,MoD Azerbaijan\n2022-08-08,Lachin,ditto\n2022-08-09,Lachin,\"\"\"\"\n",
    );
    assert_eq!(repeated.cells(&["reporter"]), ["az-mod", "a", "a"]);
    assert!(
        repeated
            .check(&[])
            .contains("a mark that repeats the cell above")
    );
    // Of two geometries in one cell, the first is not all.
    let points = made(
        "a.csv",
        "date,position\n2022-08-07,POINT(46.2 40.1); POINT(46.3 40.2)\n2022-08-08,POINT(46.2 40.1)\n",
    );
    let said = points.check(&[]);
    assert!(said.contains("not a whole geometry"), "{said}");
}
