//! Positions in one column: as pairs of numbers, degrees, geometries and grid references.

use super::*;

/// The first place of each record, in thousandths of a degree, longitude before latitude.
fn places(case: &Case) -> Vec<Option<(i64, i64)>> {
    let claims = case.reports.iter().flat_map(|report| &report.claims);
    let thousandths = |degrees: f64| (degrees * 1e3).round() as i64;
    let first = claims.map(|claim| {
        let at = claim.places.first()?.at?;
        Some((thousandths(at.x), thousandths(at.y)))
    });
    first.collect()
}

/// 46.5 degrees east, 39.8 degrees north.
const POST: Option<(i64, i64)> = Some((46_500, 39_800));

#[test]
fn a_column_of_positions_is_read_under_any_of_its_headings() {
    for text in [
        "date,coordinates\n2020-09-27,\"39.8, 46.5\"\n",
        "date,location\n2020-09-27,\"39.8, 46.5\"\n",
        "date,\"Latitude;Longitude\"\n2020-09-27,39.8;46.5\n",
        "date,lon_lat\n2020-09-27,46.5 39.8\n",
        "date;Koordinaten\n27.09.2020;39,8 46,5\n",
        "date;Координаты\n27.09.2020;39°48′ с. ш. 46°30′ в. д.\n",
        "date;koordinatlar\n27.09.2020;39°48′K 46°30′D\n",
        "date,wkt\n2020-09-27,POINT (46.5 39.8)\n",
        "date,geom\n2020-09-27,SRID=4326;POINT(46.5 39.8)\n",
        "date,the_geom\n2020-09-27,0101000020E610000000000000004047406666666666E64340\n",
        "date,geometry\n2020-09-27,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[46.5,39.8]}\"\n",
        "date,geo\n2020-09-27,\"geo:39.8,46.5\"\n",
        // References of this square were made with GEOTRANS.
        "date,MGRS\n2020-09-27,38S PK 28415 06635\n",
        "date,UTM\n2020-09-27,38N 628415 4406636\n",
        "date,lat,lon\n2020-09-27,\"39°48'00\"\"N\",\"46°30'00\"\"E\"\n",
        "date,lat,lon\n2020-09-27,394800N,0463000E\n",
    ] {
        let case = made_up(text);
        assert_eq!(places(&case), [POST], "{text}");
        assert_eq!(case.doubts(), [""; 0], "{text}");
    }
}

#[test]
fn the_cases_of_one_column_are_where_they_say() {
    for name in ["latlon.csv", "wkt.csv", "geometry.csv"] {
        let case = case(&format!("19-position-in-one-column/{name}"));
        assert_eq!(places(&case), [POST], "{name}");
    }
}

#[test]
fn which_number_comes_first_is_settled_by_where_they_lie_and_told() {
    let notes = |text: &str| {
        let case = made_up(text);
        (places(&case), told(&case.notes))
    };
    let (places, told) = notes("date,location\n2020-09-27,\"46.5, 39.8\"\n");
    assert_eq!(places, [POST]);
    assert!(
        told[0]
            .contains("note: positions are read as longitude before latitude: in this order most"),
        "{told:#?}"
    );
    // Off the earth the other way round.
    let (places, told) = notes("date,location\n2020-09-27,\"139.5, 35.5\"\n");
    assert_eq!(places, [Some((139_500, 35_500))]);
    assert!(
        told[0].contains("the reverse order is out of range"),
        "{told:#?}"
    );
    // Of another area: nothing tells.
    let (places, told) = notes("date,location\n2020-09-27,\"50.4, 30.5\"\n");
    assert_eq!(places, [Some((30_500, 50_400))]);
    assert!(
        told[0].contains("warning: the order of latitude and longitude is not stated"),
        "{told:#?}"
    );
}

#[test]
fn a_column_without_a_known_heading_is_a_position_where_it_looks_like_one() {
    let case = made_up("date,fix\n2020-09-27,\"39.8, 46.5\"\n");
    assert_eq!(places(&case), [POST]);
    assert!(
        case.doubts()[0].contains("taken for position"),
        "{:#?}",
        case.doubts()
    );
    // Versions, ranges and amounts are none.
    let other = made_up("date,fix,range\n2020-09-27,\"1.2, 3.4\",10 20\n");
    assert_eq!(places(&other), [None]);
    assert_eq!(other.doubts(), [""; 0]);
}

#[test]
fn lines_and_several_points_are_read_and_areas_told() {
    let case = made_up(
        "date,wkt\n2020-09-27,\"LINESTRING (46 39, 47 40)\"\n\
         2020-09-28,\"MULTIPOINT (46.5 39.8, 46.6 39.9)\"\n\
         2020-09-29,\"POLYGON ((46 39, 47 39, 47 40, 46 39))\"\n",
    );
    let cells = case.cells(&[Field::Origins, Field::Targets, Field::Places]);
    assert_eq!(
        cells,
        [
            " |  | #46,39; #47,40",
            " |  | #46.5,39.8; #46.6,39.9",
            " |  | "
        ]
    );
    assert_eq!(
        case.other(2)["wkt"],
        "POLYGON ((46 39, 47 39, 47 40, 46 39))"
    );
    assert!(
        case.doubts()[0].contains("t.csv:4: warning: an area"),
        "{:#?}",
        case.doubts()
    );
}

#[test]
fn a_position_that_cannot_be_read_is_told_and_kept() {
    let case = made_up(
        "date,coordinates\n2020-09-27,\"39.8, 46.5\"\n2020-09-28,near the bridge\n\
         2020-09-29,SRID=3857;POINT(5176356 4838471)\n2020-09-30,\"39,8,46,5\"\n2020-10-01,\n",
    );
    assert_eq!(places(&case), [POST, None, None, None, None]);
    let kept: Vec<_> = (1..4)
        .map(|row| case.other(row)["coordinates"].clone())
        .collect();
    assert_eq!(
        kept,
        [
            "near the bridge",
            "SRID=3857;POINT(5176356 4838471)",
            "39,8,46,5"
        ]
    );
    assert_eq!(case.doubts().len(), 3, "{:#?}", case.doubts());
}

#[test]
fn columns_of_their_own_count_before_one_of_both() {
    let case = made_up("date,lat,lon,wkt\n2020-09-27,39.8,46.5,POINT (47 40)\n");
    assert_eq!(places(&case), [POST]);
    assert_eq!(case.other(0)["wkt"], "POINT (47 40)");
    assert!(
        case.doubts()[0].contains("'lon' is the column taken for position in one column"),
        "{:#?}",
        case.doubts()
    );
}

#[test]
fn a_grid_reference_says_how_far_off_it_may_be() {
    let case = made_up("date,mgrs\n2020-09-27,38SPK2806\n");
    // The middle of a square of one kilometre, and half its diagonal.
    assert_eq!(places(&case), [Some((46_501, 39_799))]);
    let [cell] = &case.cells(&[Field::Places])[..] else {
        panic!("one record");
    };
    assert!(cell.ends_with("±0.71"), "{cell}");
}

#[test]
fn features_without_a_geometry_may_have_their_position_in_a_property() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"date":"2020-09-27","wkt":"POINT (46.5 39.8)"},"geometry":null}]}"#;
    let case = made_up_with("t.geojson", text.as_bytes(), &ImportOptions::default());
    assert_eq!(places(&case.expect("a collection")), [POST]);
}

#[test]
fn a_position_beside_named_ends_is_that_of_the_target() {
    let cells = |text: &str| made_up(text).cells(&[Field::Origins, Field::Targets, Field::Places]);
    assert_eq!(
        cells("date,from,to,lat,lon\n2020-09-27,Agdam,Shusha,39.72,46.7\n"),
        ["Agdam | /Shusha#46.7,39.72 | "]
    );
    assert_eq!(
        cells("date,from,lat,lon\n2020-09-27,Agdam,39.72,46.7\n"),
        ["Agdam | #46.7,39.72 | "]
    );
    assert_eq!(
        cells("date,from,place,lat,lon\n2020-09-27,Agdam,Shusha,39.72,46.7\n"),
        ["Agdam | /Shusha#46.7,39.72 | "]
    );
    let several = made_up("date,place,lat,lon\n2020-09-27,Agdam; Shusha,39.72,46.7\n");
    assert_eq!(several.cells(&[Field::Places]), ["Agdam; Shusha"]);
    assert_eq!(
        several.other(0),
        serde_json::json!({"lat": "39.72", "lon": "46.7"})
    );
    assert!(
        several.doubts()[0].contains("one position for several places"),
        "{:#?}",
        several.doubts()
    );
}

#[test]
fn numbers_that_are_no_degrees_are_told_and_kept() {
    let case =
        made_up("date,lat,lon\n2020-09-27,4405000,628000\n2020-09-28,39.800.123,46.500.456\n");
    assert_eq!(places(&case), [None, None]);
    assert_eq!(
        case.other(0),
        serde_json::json!({"lat": "4405000", "lon": "628000"})
    );
    assert_eq!(case.other(1)["lat"], "39.800.123");
    assert!(
        case.doubts()[0].contains("the position is not in degrees"),
        "{:#?}",
        case.doubts()
    );
}
