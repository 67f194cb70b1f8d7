//! What a newer copy of a file adds, changes and removes, in files of any size.

use std::{fs, process::Command};

use serde_json::{Value, json};

fn diff(old: &str, new: &str) -> (String, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("week-1.csv"), old).expect("written");
    fs::write(path("week-2.csv"), new).expect("written");
    let run = |more: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args(["diff", &path("week-1.csv"), &path("week-2.csv")])
            .args(more)
            .output()
            .expect("the program runs");
        assert!(run.status.success(), "{run:?}");
        String::from_utf8(run.stdout).expect("text")
    };
    let json = serde_json::from_str(&run(&["--json"])).expect("JSON");
    (run(&[]), json)
}

#[test]
fn records_are_matched_by_the_ids_of_the_file_and_told_field_by_field() {
    let old = "id,date,place,killed,weather\n\
        E1,2020-09-27,Lachin,1,clear\n\
        E2,2020-09-28,Shusha,3,\n\
        E3,2020-09-29,Gorus,,rain\n";
    let new = "id,date,place,killed,weather\n\
        E4,2020-09-30,Lachin,2,\n\
        E2,2020-09-28,Shusha,5,fog\n\
        E1,2020-09-27,Lachin,1,clear\n";
    let (text, json) = diff(old, new);
    assert_eq!(json["matched_by"], "id");
    assert_eq!(
        json["counts"],
        json!({"unchanged": 1, "added": 1, "changed": 1, "removed": 1})
    );
    assert_eq!(json["added"][0]["id"], "E4");
    assert_eq!(
        json["changed"],
        json!([{"id": "E2", "fields": [
            {"field": "killed", "old": "3", "new": "5"},
            {"field": "weather", "old": "", "new": "fog"},
        ]}])
    );
    assert_eq!(json["removed"][0]["id"], "E3");
    assert_eq!(json["removed"][0]["values"]["weather"], "rain");
    let expected = "\
week-1.csv → week-2.csv, matched by the ids in the file
4 records: 1 unchanged, 1 added, 1 changed, 1 removed

Added
  E4  2020-09-30  lachin

Changed
  E2  2020-09-28  shusha: killed: 3 → 5; weather: (empty) → fog

Removed
  E3  2020-09-29  gorus
";
    assert_eq!(text, expected);
}

#[test]
fn without_ids_records_are_matched_by_what_they_say() {
    let old = "date,place,killed\n2020-09-27,Lachin,1\n2020-09-27,Lachin,1\n2020-09-28,Shusha,3\n";
    // Another order, one of the twins less, and a changed figure.
    let new = "date,place,killed\n2020-09-28,Shusha,4\n2020-09-27,Lachin,1\n";
    let (text, json) = diff(old, new);
    assert_eq!(json["matched_by"], "content");
    assert_eq!(
        json["counts"],
        json!({"unchanged": 1, "added": 1, "changed": 0, "removed": 2})
    );
    assert!(text.contains("matched by content"), "{text}");
    // Neither the name of the file nor the number of the row makes a difference.
    let (_, json) = diff(old, old);
    assert_eq!(
        json["counts"],
        json!({"unchanged": 3, "added": 0, "changed": 0, "removed": 0})
    );
}

#[test]
fn a_large_file_is_compared_as_a_small_one() {
    let row = |index: usize, killed: usize| {
        format!(
            "E{index},2020-{:02}-{:02},Lachin,{killed},{}\n",
            1 + index % 12,
            1 + index % 28,
            "told at length ".repeat(8)
        )
    };
    const ROWS: usize = 12_000;
    let heading = "event_id,date,place,killed,remark\n".to_owned();
    let old = heading.clone() + &(0..ROWS).map(|of| row(of, 1)).collect::<String>();
    let kept = (0..ROWS).rev().filter(|of| of % 1_000 != 7);
    let new = heading
        + &kept
            .map(|of| row(of, 1 + usize::from(of % 3_000 == 5)))
            .collect::<String>();
    assert!(old.len() > 1 << 20, "it is streamed");
    let (_, json) = diff(&old, &new);
    assert_eq!(
        json["counts"],
        json!({"unchanged": ROWS - 12 - 4, "added": 0, "changed": 4, "removed": 12})
    );
    let ids = |list: &str| -> Vec<String> {
        let list = json[list].as_array().expect("a list").iter();
        let mut ids: Vec<_> = list
            .map(|of| of["id"].as_str().expect("an id").to_owned())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("changed"), ["E3005", "E5", "E6005", "E9005"]);
    assert_eq!(ids("removed").len(), 12);
}
