//! The list of maps is kept and read again.

use super::*;

#[test]
fn a_list_is_kept_and_read_again_and_what_is_damaged_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("maps").join("basemaps.json");
    let (mut maps, trouble) = Basemaps::restore(Some(path.clone()));
    assert_eq!((trouble, &maps.chosen), (None, &Choice::Embedded));
    let first = maps.add(Path::new("/maps/a.pmtiles"), "Roads");
    let again = maps.add(Path::new("/maps/a.pmtiles"), "Roads");
    let other = maps.add(Path::new("/maps/b.mbtiles"), "Roads");
    assert_eq!((&*first, &*again, &*other), ("Roads", "Roads", "Roads 2"));
    let template = "https://tiles.example.org/{z}/{x}/{y}.png";
    let service = |template: &str, credit: &str| NewService {
        template: template.to_owned(),
        credit: credit.to_owned(),
        terms: "For study only".to_owned(),
        zooms: [3, 17],
        ..NewService::default()
    };
    let added = maps
        .add_service(&NewService {
            forbids_pictures: true,
            ..service(template, "© Somebody")
        })
        .expect("added");
    assert_eq!(&*added, "tiles.example.org");
    assert!(
        maps.add_service(&service("https://tiles.example.org/", ""))
            .is_err()
    );
    let agreed = |maps: &Basemaps, name: &str| match &maps.entry(name).expect(name).place {
        Place::Service(service) => service.agreed,
        Place::File(_) => panic!("a service"),
    };
    assert!(!agreed(&maps, &added) && !agreed(&maps, OPEN_STREET_MAP));
    maps.agree(&added);
    maps.chosen = Choice::Kept(other);
    let (at, text) = maps.to_keep().expect("kept");
    keep(&at, &text).expect("written");
    let (read, trouble) = Basemaps::restore(Some(path.clone()));
    assert_eq!(trouble, None);
    assert_eq!(read.entries, maps.entries);
    assert_eq!(read.chosen, maps.chosen);
    let kept = read.service(template).expect("the service");
    assert_eq!((&*kept.terms, kept.zooms), ("For study only", [3, 17]));
    assert!(agreed(&read, &added) && !agreed(&read, OPEN_STREET_MAP));
    // A picture stands on it as the list says, and names whom it is from where nobody does.
    let opened = |word: &str| {
        let opened = open_word(word, &read).expect("opened").expect("a map");
        let source = opened.source;
        (
            source.attribution().words.to_string(),
            source.forbids_pictures(),
        )
    };
    assert_eq!(opened(template), ("© Somebody".to_owned(), true));
    let unknown = "https://other.example.org/{z}/{x}/{y}.png";
    assert_eq!(
        opened(unknown),
        ("Tiles: other.example.org".to_owned(), false)
    );
    for damaged in [
        "",
        "{",
        "[]",
        "{\"version\": 99}",
        "{\"version\": 1, \"maps\": 3}",
    ] {
        keep(&path, damaged).expect("written");
        let (read, trouble) = Basemaps::restore(Some(path.clone()));
        assert!(
            trouble.is_some_and(|trouble| trouble.contains("basemaps.json")),
            "{damaged}"
        );
        assert_eq!(read.to_keep(), None, "{damaged}");
    }
}
