//! Maps of tiles that a person brings, in the window.

use crate::common::{self, Window, open_window, press, settle, shows, type_into};
use contactline::{
    model::geo::Coord,
    scene::Camera,
    session::Command,
    view::{
        Action, PictureAction, PictureForm,
        basemaps::{BasemapAction, DIALOG, NewService},
    },
};
use std::path::Path;

/// Looks at the town of the made-up maps.
fn look_at_the_town(window: &mut Window, zoom: f64) {
    let center = Coord { x: 46.56, y: 39.65 };
    let camera = Camera { center, zoom };
    window.state_mut().act(Action::Do(Command::Look(camera)));
    settle(window);
    settle(window);
}

#[test]
fn a_map_opened_like_any_file_is_stood_on_and_names_places_in_the_chosen_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let map = Path::new("tests/basemaps/openmaptiles.mbtiles");
    let mut window = open_window(&[map], Some(&store));
    // Before what is told goes by itself.
    assert!(shows(&window, "Made up: zoom levels 7 to 11"), "it is told");
    look_at_the_town(&mut window, 11.0);
    assert!(shows(&window, "© Made up for tests"), "and whom to name");
    assert!(shows(&window, "Settlement Proba"));
    window.state_mut().act(Action::Do(Command::SetLanguage(
        contactline::model::Language::Armenian,
    )));
    settle(&mut window);
    assert!(shows(&window, "Settlement Փորձա"));
    // It has no list of files of its own: it is no data.
    assert!(window.state().session().files.is_empty());
    window.run_steps(40);
    settle(&mut window);
    drop(window);

    let mut again = open_window(&[], Some(&store));
    look_at_the_town(&mut again, 11.0);
    assert!(
        shows(&again, "Settlement Փորձա"),
        "the next window stands on it too"
    );
    press(&mut again, "Remove Made up from the list");
    look_at_the_town(&mut again, 11.0);
    assert!(!shows(&again, "Settlement Փորձա"));
    assert!(!shows(&again, "© Made up for tests"));
}

#[test]
fn a_long_name_of_a_map_leaves_the_sliders_of_the_layers_where_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.mbtiles");
    std::fs::copy("tests/basemaps/openmaptiles.mbtiles", &path).expect("copied");
    let map = rusqlite::Connection::open(&path).expect("opened");
    let name = "A map with a name that is longer than the panel is wide";
    let changed = map
        .execute("UPDATE metadata SET value = ?1 WHERE name = 'name'", [name])
        .expect("renamed");
    assert_eq!(changed, 1);
    drop(map);
    let mut window = open_window(&[], None);
    let before = common::rect(&window, "Opacity of Regions");
    let add = BasemapAction::Add(path);
    window.state_mut().act(Action::Basemap(add));
    settle(&mut window);
    settle(&mut window);
    let after = common::rect(&window, "Opacity of Regions");
    let forget = common::rect(&window, &format!("Remove {name} from the list"));
    assert_eq!(before.x_range(), after.x_range());
    assert!(
        forget.right() <= after.right() + 1.0,
        "{forget:?} {after:?}"
    );
}

#[test]
fn a_map_that_cannot_be_opened_is_told_with_path_and_cause_and_all_stays_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cut.pmtiles");
    let whole = std::fs::read("tests/basemaps/protomaps.pmtiles").expect("a map");
    std::fs::write(&path, &whole[..100]).expect("written");
    let good = Path::new("tests/basemaps/protomaps.pmtiles");
    let mut window = open_window(&[good], None);
    look_at_the_town(&mut window, 10.0);
    assert!(shows(&window, "Settlement Proba"));
    let add = BasemapAction::Add(path.clone());
    window.state_mut().act(Action::Basemap(add));
    settle(&mut window);
    assert!(shows(
        &window,
        "cut.pmtiles: cannot be opened as a tiled map"
    ));
    look_at_the_town(&mut window, 10.0);
    assert!(
        shows(&window, "Settlement Proba"),
        "the map before is still there"
    );
}

#[test]
fn where_the_built_in_map_ends_it_says_what_would_bring_more() {
    let mut window = open_window(&[], None);
    look_at_the_town(&mut window, 11.0);
    assert!(!shows(&window, "no more detail"));
    look_at_the_town(&mut window, 15.0);
    assert!(shows(
        &window,
        "The built-in map has no more detail than this."
    ));
    press(&mut window, "Add your own map…");
    assert!(shows(&window, "Tile file: PMTiles or MBTiles"));
}

#[test]
fn a_picture_stands_on_the_map_and_names_whose_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let render = |map: &str, name: &str| {
        let out = folder.path().join(name);
        let run = common::contactline(&[
            "render",
            "--basemap",
            map,
            "--center",
            "46.56,39.65",
            "--zoom",
            "11",
            "--size",
            "800x500",
            "-o",
            &out.display().to_string(),
        ]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        (
            run.status.success(),
            said,
            std::fs::read_to_string(out).unwrap_or_default(),
        )
    };
    let (done, said, svg) = render("tests/basemaps/shortbread.mbtiles", "own.svg");
    assert!(done, "{said}");
    assert!(svg.contains("© Made up for tests · © OpenStreetMap"));
    assert!(svg.contains(">Proba<") || svg.contains("Proba"));
    let (done, _, svg) = render("embedded", "embedded.svg");
    assert!(done && !svg.contains("Made up") && svg.contains("id=\"basemap\""));
    let (done, _, svg) = render("none", "none.svg");
    assert!(done && !svg.contains("id=\"basemap\""));
    let (done, said, _) = render("tests/basemaps/make.py", "refused.svg");
    assert!(
        !done && said.contains("make.py") && said.contains("neither PMTiles nor MBTiles"),
        "{said}"
    );
}

/// A server that counts who comes. It says what it offers to who asks for that, and gives a picture to
/// each other.
fn server() -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use std::{
        io::{Read as _, Write as _},
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
    };
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    std::thread::spawn(move || {
        let mut picture = Vec::new();
        let image = image::RgbaImage::from_pixel(256, 256, image::Rgba([200, 150, 90, 255]));
        image
            .write_to(
                &mut std::io::Cursor::new(&mut picture),
                image::ImageFormat::Png,
            )
            .expect("a picture");
        for mut stream in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            let mut head = [0; 2000];
            let read = stream.read(&mut head).unwrap_or(0);
            let offers = offers(&address.to_string());
            let (sort, body) =
                match String::from_utf8_lossy(&head[..read]).contains("GetCapabilities") {
                    true => ("text/xml", offers.as_bytes()),
                    false => ("image/png", picture.as_slice()),
                };
            let says = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {sort}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream
                .write_all(says.as_bytes())
                .and_then(|()| stream.write_all(body));
        }
    });
    (format!("http://{address}/{{z}}/{{x}}/{{y}}.png"), count)
}

/// The capabilities of a Web Map Service with a map that can be used and one that cannot.
fn offers(address: &str) -> String {
    format!(
        r#"<WMS_Capabilities version="1.3.0" xmlns:xlink="http://www.w3.org/1999/xlink">
          <Service><Title>Made up</Title><AccessConstraints>For tests only</AccessConstraints></Service>
          <Capability>
            <Request><GetMap><Format>image/png</Format><DCPType><HTTP><Get>
              <OnlineResource xlink:href="http://{address}/ows"/></Get></HTTP></DCPType></GetMap></Request>
            <Layer><Name>roads</Name><Title>Roads of tests</Title><CRS>EPSG:3857</CRS>
              <Attribution><Title>© Road office</Title></Attribution></Layer>
            <Layer><Name>polar</Name><Title>Polar map</Title><CRS>EPSG:5041</CRS></Layer>
          </Capability></WMS_Capabilities>"#
    )
}

#[test]
fn a_service_is_asked_once_for_its_maps_and_one_of_them_is_switched_on() {
    use std::sync::atomic::Ordering;
    let (template, asked) = server();
    let address = template.replace("/{z}/{x}/{y}.png", "/ows");
    let mut window = open_window(&[], None);
    window.state_mut().act(Action::Open(&DIALOG, true));
    settle(&mut window);
    type_into(&mut window, "Address", &address);
    settle(&mut window);
    assert!(shows(&window, "One request is sent now"));
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    press(&mut window, "List its maps");
    settle(&mut window);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert!(shows(&window, "Made up: 1 map"));
    assert!(shows(
        &window,
        "Terms stated by the service: For tests only"
    ));
    assert!(shows(&window, "1 map cannot be used"));
    press(&mut window, "Add Roads of tests to the list");
    settle(&mut window);
    assert!(shows(&window, "Roads of tests is an online map"));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    press(&mut window, "Switch it on");
    look_at_the_town(&mut window, 10.0);
    assert!(asked.load(Ordering::SeqCst) > 1);
    assert!(shows(&window, "© Road office"));
}

#[test]
fn connections_of_qgis_are_maps_to_choose_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tiles.xml");
    let text = r#"<qgsXYZTilesConnections version="1.0">
        <xyztiles name="Hills" url="https://h.example/{z}/{x}/{y}.png" zmax="15"/>
        <xyztiles name="Locked" url="https://l.example/{z}/{x}/{y}" username="me"/>
        </qgsXYZTilesConnections>"#;
    std::fs::write(&path, text).expect("written");
    let mut window = open_window(&[], None);
    window.state_mut().act(Action::Open(&DIALOG, true));
    let read = BasemapAction::ReadOffers(path.clone());
    window.state_mut().act(Action::Basemap(read));
    settle(&mut window);
    assert!(shows(&window, "Maps offered: 1 map"));
    press(&mut window, "Add Hills to the list");
    settle(&mut window);
    assert!(shows(&window, "Hills is an online map"));
    press(&mut window, "Leave it off");
    std::fs::write(&path, "<html/>").expect("written");
    let read = BasemapAction::ReadOffers(path);
    window.state_mut().act(Action::Basemap(read));
    settle(&mut window);
    assert!(shows(
        &window,
        "tiles.xml: cannot be read as a list of maps"
    ));
}

#[test]
fn nothing_is_asked_of_the_network_before_a_person_switches_it_on() {
    use std::sync::atomic::Ordering;
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let (template, asked) = server();
    let mut window = open_window(&[], Some(&store));
    let add = BasemapAction::AddService(NewService {
        name: "Near".to_owned(),
        template,
        credit: "© Nobody".to_owned(),
        terms: String::new(),
        zooms: [0, 18],
        forbids_pictures: true,
    });
    window.state_mut().act(Action::Basemap(add));
    settle(&mut window);
    assert!(
        shows(&window, "Near is an online map"),
        "what is sent to whom is said"
    );
    assert!(shows(&window, "are sent to 127.0.0.1:"));
    for zoom in [7.0, 9.0, 11.0, 14.0] {
        look_at_the_town(&mut window, zoom);
    }
    press(&mut window, "Leave it off");
    look_at_the_town(&mut window, 9.0);
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    assert!(!shows(&window, "© Nobody"));
    // Neither does the next window ask for anything.
    window.run_steps(40);
    settle(&mut window);
    drop(window);
    let mut window = open_window(&[], Some(&store));
    look_at_the_town(&mut window, 10.0);
    assert_eq!(asked.load(Ordering::SeqCst), 0);

    let near = contactline::view::basemaps::Choice::Kept("Near".into());
    window
        .state_mut()
        .act(Action::Basemap(BasemapAction::Choose(near)));
    settle(&mut window);
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    press(&mut window, "Switch it on");
    look_at_the_town(&mut window, 10.0);
    let first = asked.load(Ordering::SeqCst);
    assert!(first > 0);
    assert!(shows(&window, "© Nobody"));
    // What was seen is kept, and nothing beyond what is in view is asked for: a window of 1280 x 800
    // points shows 6 x 5 tiles of 256 points at most, and those of the first look again.
    assert!(first <= 2 * 30, "{first}");
    look_at_the_town(&mut window, 10.0);
    assert_eq!(asked.load(Ordering::SeqCst), first);
    drop(window);
    let mut again = open_window(&[], Some(&store));
    look_at_the_town(&mut again, 10.0);
    assert_eq!(asked.load(Ordering::SeqCst), first, "kept on the disk");
    // Its terms forbid pictures.
    press(&mut again, "File");
    press(&mut again, "Export picture…");
    settle(&mut again);
    let form = PictureForm {
        size: contactline::scene::px(640.0, 400.0),
        scale: 1.0,
        layout: contactline::render::svg::Layout::Map,
        title: String::new(),
        each: None,
        legend: true,
        seen: None,
    };
    let path = folder.path().join("map.svg");
    let save = PictureAction::Save(form, path.clone());
    again.state_mut().act(Action::Picture(save));
    settle(&mut again);
    assert!(shows(
        &again,
        "The terms of the base map forbid pictures of it"
    ));
    assert!(!path.exists());
}
