//! Work that takes long and is stopped by a person: the window answers at once, and nothing comes of it.

use std::fs;

use crate::common::{open_window, settle, shows};
use contactline::{
    render::svg::Layout,
    scene::px,
    view::{Action, LongWork, PictureAction, PictureForm},
};

fn picture() -> PictureForm {
    PictureForm {
        size: px(640.0, 420.0),
        scale: 1.0,
        layout: Layout::Map,
        title: String::new(),
        legend: true,
        each: None,
        seen: None,
    }
}

#[test]
fn a_picture_that_is_being_saved_can_be_stopped_and_is_not_there_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_window(&[], None);
    for ending in ["png", "pdf", "svg", "html"] {
        let [stopped, saved] = ["stopped", "saved"].map(|name| {
            let name = format!("{name}.{ending}");
            folder.path().join(name)
        });
        let mut act = |action| window.state_mut().act(action);
        act(Action::Picture(PictureAction::Save(
            picture(),
            stopped.clone(),
        )));
        act(Action::StopWork(LongWork::SavePicture));
        // Without a frame in between: nobody waits for the thread that draws it.
        let told = format!("Cancelled. Nothing was written to {}", stopped.display());
        window.step();
        assert!(shows(&window, &told), "{told}");
        // What is saved next is saved, and takes about as long as the other would have.
        let save = PictureAction::Save(picture(), saved.clone());
        window.state_mut().act(Action::Picture(save));
        settle(&mut window);
        assert!(fs::metadata(&saved).expect("saved").len() > 1_000);
        assert!(!stopped.exists(), "{}", stopped.display());
    }
}

#[test]
fn a_picture_that_is_being_copied_can_be_stopped() {
    let mut window = open_window(&[], None);
    let copy = PictureAction::Copy(picture());
    window.state_mut().act(Action::Picture(copy));
    window
        .state_mut()
        .act(Action::StopWork(LongWork::CopyPicture));
    window.step();
    assert!(shows(&window, "Cancelled. Nothing was copied"));
    settle(&mut window);
    // What is not under way is stopped without a word.
    window
        .state_mut()
        .act(Action::StopWork(LongWork::SaveProject));
    window.step();
    assert!(!shows(&window, "was not saved"));
}

#[test]
fn a_project_that_is_being_saved_can_be_stopped_and_stays_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("project.gpkg");
    let mut window = open_window(&[], None);
    window.state_mut().act(Action::SaveProjectAs(path.clone()));
    settle(&mut window);
    let before = fs::read(&path).expect("saved");
    window.state_mut().act(Action::SaveProject);
    // It begins with the next frame.
    window.step();
    window
        .state_mut()
        .act(Action::StopWork(LongWork::SaveProject));
    settle(&mut window);
    let told = format!(
        "Cancelled. {} was not saved, and is as it was",
        path.display()
    );
    match shows(&window, &told) {
        true => assert!(fs::read(&path).expect("there") == before),
        // It was quicker.
        false => assert!(shows(&window, "Saved")),
    }
}
