//! Days and hours in columns of their own: what strangers had in their files, with the right values worked out by hand.

use crate::common::made::made;

/// Beside a month, число is a day; alone it is a number of incidents.
#[test]
fn the_number_of_the_russian_calendar_is_a_day_beside_a_month() {
    let cells = |text: &str| made("a.csv", text).cells(&["start", "count"]);
    assert_eq!(
        cells("Число;Месяц;Год;Место\n7;8;2022;Лачин\n13;8;2022;Лачин\n"),
        ["2022-08-07", "2022-08-13"]
    );
    assert_eq!(
        cells("Число;Месяц;Год;Место;Случаев\n7;8;2022;Лачин;3\n13;8;2022;Лачин;5\n"),
        ["2022-08-07 3", "2022-08-13 5"]
    );
    assert_eq!(
        cells("Дата;Место;Число\n07.08.2022;Лачин;7\n14.08.2022;Лачин;9\n"),
        ["2022-08-07 7", "2022-08-14 9"]
    );
}

#[test]
fn weeks_and_quarters_of_a_year_are_told_where_they_are_not_read() {
    for table in [
        "year,week,place,count\n2022,32,Kalbajar,3\n2022,33,Kalbajar,4\n",
        "Year;Quarter;Place;Count\n2022;Q3;Kalbajar;3\n2022;Q4;Kalbajar;4\n",
        "Week,place,count\n2022-32,Kalbajar,3\n2022-33,Kalbajar,4\n",
    ] {
        let said = made("a.csv", table).check(&[]);
        assert!(
            said.contains("a week or a quarter of a year, which"),
            "{table}{said}"
        );
    }
    for table in [
        "week,place,count\n2022-W32,Kalbajar,3\n2022-W33,Kalbajar,4\n",
        "date,week,place,count\n2022-08-08,32,Kalbajar,3\n2022-08-15,33,Kalbajar,4\n",
    ] {
        let said = made("a.csv", table).check(&[]);
        assert!(!said.contains("a quarter of a year"), "{table}{said}");
    }
}

/// Hours of a table: `09-12` may be nine to twelve, or twelve past nine, and is no time of UTC-12.
#[test]
fn hours_with_a_hyphen_are_told_and_not_taken_for_a_zone() {
    let file = made(
        "a.csv",
        "date;time;place;count\n2022-08-07;09-12;Kalbajar;1\n2022-08-08;10:30-11;Kalbajar;2\n",
    );
    let said = file.check(&[]);
    assert!(said.contains("write 09:00-12:00 or 09:12"), "{said}");
    assert_eq!(
        file.cells(&["start", "end"]),
        ["2022-08-07", "2022-08-08T10:30 2022-08-08T11:00"]
    );
}

#[test]
fn a_source_beside_a_target_may_be_where_fire_came_from() {
    let told = "if it is where the fire came from";
    let table = "date,source,target,count\n2022-08-07,Basarkechar,Kalbajar,3\n";
    let said = made("a.csv", table).check(&[]);
    assert!(said.contains(told), "{said}");
    let cells = made(
        "a.csv",
        "date,origin,destination\n2022-08-07,Basarkechar,Kalbajar\n",
    );
    assert_eq!(
        cells.cells(&["origins", "targets"]),
        ["basarkechar kalbajar"]
    );
    assert!(!cells.check(&[]).contains(told));
}
