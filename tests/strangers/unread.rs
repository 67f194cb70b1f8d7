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
