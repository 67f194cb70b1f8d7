//! What of tiles is drawn as what, tile by tile: features of made-up tiles in each schema.

use super::*;

fn properties(of: &[(&str, Value)]) -> Properties {
    let pairs = of
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()));
    Properties(pairs.collect())
}

#[test]
fn a_schema_is_told_by_the_layers_that_only_it_has() {
    let check = |layers: &[&str], expected: Option<Schema>| {
        assert_eq!(Schema::of(layers.iter().copied()), expected, "{layers:?}");
    };
    check(
        &["water", "transportation", "place"],
        Some(Schema::OpenMapTiles),
    );
    check(
        &["earth", "water", "roads", "places"],
        Some(Schema::Protomaps),
    );
    check(&["ocean", "land", "streets"], Some(Schema::Shortbread));
    check(&["land", "water", "borders", "places"], Some(Schema::Own));
    check(&["water"], None);
    check(&["soil"], None);
}

#[test]
fn numbers_of_every_type_are_read_alike() {
    let values = [
        Value::Int(2),
        Value::SInt(2),
        Value::UInt(2),
        Value::Float(2.0),
        Value::Double(2.0),
        Value::String("2".to_owned()),
    ];
    for value in values {
        let about = properties(&[("admin_level", value.clone())]);
        assert_eq!(border(&about), Some(Way::StateBorder), "{value:?}");
    }
    let coast = [("admin_level", Value::Int(2)), ("maritime", Value::Int(1))];
    assert_eq!(border(&properties(&coast)), None);
    let disputed = [
        ("admin_level", Value::Int(2)),
        ("disputed", Value::Bool(true)),
    ];
    assert_eq!(border(&properties(&disputed)), Some(Way::DisputedBorder));
    // The border of the two states of the reports is a dated line, whichever side is left.
    for (left, right, expected) in [
        ("AZE", "ARM", None),
        ("ARM", "AZE", None),
        ("ARM", "GEO", Some(Way::StateBorder)),
    ] {
        let sides = [("adm0_l", left), ("adm0_r", right)];
        let mut about = properties(&sides.map(|(side, of)| (side, Value::String(of.to_owned()))));
        about.0.insert("admin_level".to_owned(), Value::Int(2));
        assert_eq!(border(&about), expected, "{left} {right}");
    }
    for (kind, expected) in [
        ("state", Some(Sort::Way(Way::StateBorder))),
        ("disputed", Some(Sort::Way(Way::DisputedBorder))),
        ("AM-AZ", None),
    ] {
        let about = properties(&[("kind", Value::String(kind.to_owned()))]);
        assert_eq!(own("borders", &about), expected, "{kind}");
    }
    assert_eq!(
        properties(&[("ele", Value::Float(5137.4))]).metres("ele"),
        Some(5137)
    );
    assert_eq!(
        properties(&[("ele", Value::Double(f64::NAN))]).metres("ele"),
        None
    );
    assert_eq!(properties(&[("ele", Value::Float(2.5))]).whole("ele"), None);
}

#[test]
fn names_come_in_the_chosen_language_where_the_tile_has_it() {
    let text = |text: &str| Value::String(text.to_owned());
    let about = properties(&[
        ("name", text("Şuşa")),
        ("name:en", text("Shusha")),
        ("name_hy", text("Շուշի")),
    ]);
    let names = about.names();
    assert_eq!(names.get(Language::English), "Shusha");
    assert_eq!(names.get(Language::Armenian), "Շուշի");
    assert_eq!(names.get(Language::Russian), "Shusha");
    let alone = properties(&[("name", text("Şuşa"))]).names();
    assert_eq!(alone.get(Language::English), "Şuşa");
}

#[test]
fn each_schema_has_its_own_words_for_the_same_thing() {
    let text = |text: &str| Value::String(text.to_owned());
    let of = |key: &str, word: &str| properties(&[(key, text(word))]);
    let road = Some(Sort::Way(Way::MajorRoad));
    assert_eq!(
        open_map_tiles("transportation", &of("class", "primary")),
        road
    );
    assert_eq!(protomaps("roads", &of("kind", "major_road")), road);
    assert_eq!(shortbread("streets", &of("kind", "trunk")), road);
    let village = Some(Sort::Spot(SpotKind::Place, 5));
    assert_eq!(open_map_tiles("place", &of("class", "village")), village);
    let locality = [("kind", text("locality")), ("kind_detail", text("village"))];
    assert_eq!(protomaps("places", &properties(&locality)), village);
    assert_eq!(shortbread("place_labels", &of("kind", "village")), village);
    // The names of states and provinces take sides, and none is written.
    assert_eq!(open_map_tiles("place", &of("class", "country")), None);
    assert_eq!(shortbread("place_labels", &of("kind", "state")), None);
}

#[test]
fn a_map_made_of_an_extract_has_roads_railways_and_land_cover() {
    let of = |kind: &str| properties(&[("kind", Value::String(kind.to_owned()))]);
    for (kind, way) in [
        ("major", Way::MajorRoad),
        ("road", Way::Road),
        ("minor", Way::MinorRoad),
        ("path", Way::Path),
    ] {
        assert_eq!(own("roads", &of(kind)), Some(Sort::Way(way)));
    }
    assert_eq!(own("rails", &of("rail")), Some(Sort::Way(Way::Rail)));
    assert_eq!(own("landcover", &of("wood")), Some(Sort::Area(Area::Wood)));
    assert_eq!(
        own("landcover", &of("grass")),
        Some(Sort::Area(Area::Grass))
    );
    assert_eq!(own("roads", &of("runway")), None);
    // Its layers tell it from the other schemas, two of which have one of the same name.
    let layers = [
        "landcover",
        "urban",
        "water",
        "rivers",
        "roads",
        "rails",
        "places",
        "water_names",
        "terrain",
    ];
    assert_eq!(Schema::of(layers.into_iter()), Some(Schema::Own));
}

#[test]
fn noise_is_refused_and_never_a_panic() {
    for length in [1, 7, 100, 5000] {
        let noise: Vec<u8> = (0..length)
            .map(|at: u32| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        let _ = decode(noise, (3, 4, 2), None);
    }
    // A cursor that runs out of the range of numbers.
    let mut runs_over = vec![
        0x1a, 0x1f, 0x0a, 0x01, b'a', 0x78, 0x02, 0x12, 0x16, 0x18, 0x02, 0x22, 0x12,
    ];
    runs_over.extend([0x09, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x00, 0x0a]);
    runs_over.extend([0xfe, 0xff, 0xff, 0xff, 0x0f, 0x00, 0x00, 0x00, 0x00, 0x00]);
    let _ = decode(runs_over, (3, 4, 2), None);
}
