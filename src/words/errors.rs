//! Errors of more than one part of the program.

phrases! {
    cannot_write(path: &str) { English("cannot write {path}") }
    cannot_write_because(path: &str, error: impl std::fmt::Display) { English("cannot write {path}: {error}") }
    cannot_read(path: &str) { English("cannot read {path}") }
    cannot_read_because(path: &str, error: impl std::fmt::Display) { English("cannot read {path}: {error}") }
    no_such_file(path: &str) {
        English("cannot read {path}: there is no such file or folder; check its name and where it is")
    }
    is_a_folder(path: &str) { English("cannot write {path}: it is a folder") }
    not_a_regular_file {
        English("it is not a regular file but a folder, a pipe or a device; save the data to a file and open that")
    }
    read_only { English("it is read-only; choose another name, or make it writable first") }
    is_a_link(file: &str) { English("it is a link to {file}; name that file itself, or choose another name") }
    dangling_link { English("it is a link to a file that does not exist; choose another name") }
    not_our_lock(path: &str) {
        English("{path} is not a lock of Contactline; move it away, or save the project under another name")
    }
    exists_already(path: &str) {
        English("{path} exists already and was not replaced; choose another name, or add --force")
    }
    no_such_folder(path: &str, folder: &str) {
        English("cannot write {path}: {}", no_folder(folder))
    }
    no_folder(folder: &str) { English("there is no folder {folder}; make it first, or choose another") }
    is_an_input(path: &str) { English("{path} is one of the input files; choose another name") }
    internal_at(at: Option<&str>) {
        English("internal error{}; please report it", at.map_or_else(String::new, |at| format!(" ({at})")))
    }
    short_position { English("a position needs two numbers, longitude and latitude") }
    internal_while(doing: &str) { English("internal error while {doing}; please report it") }
    asking_the_desktop { English("asking the desktop for its settings") }
    asking_for_a_file { English("showing the file dialog") }
    looking_into_a_file { English("inspecting a file") }
    comparing_files { English("comparing two files") }
    reading_a_statement { English("reading a statement") }
    opening_a_project { English("opening a project") }
    asking_for_maps { English("listing the maps of a service") }
    opening_a_map { English("opening a tiled map") }
    making_a_map { English("making a base map") }
    keeping_the_list_of_maps { English("saving the list of your maps") }
    saving_a_project { English("saving a project") }
    exporting_data { English("exporting data") }
    drawing_the_preview { English("drawing the preview") }
    drawing_small_maps { English("drawing small maps") }
    saving_a_picture { English("saving a picture") }
    copying_rows { English("Copying rows") }
    citing { English("citing") }
    keeping_evidence { English("keeping evidence") }
    reading_evidence { English("reading evidence") }
    copying_a_picture { English("copying a picture") }
    no_display(instead: &str) { English("there is no display to open a window on; {instead}") }
    no_window(error: &str, instead: &str) { English("the window cannot be opened ({error}); {instead}") }
    without_window {
        English("without a window, use 'contactline render -o map.svg' or 'contactline query --region \
                 kalbajar' (see 'contactline --help')")
    }
    unknown_name(what: &str, word: &str, known: &str) { English("there is no {what} '{word}'; known are {known}") }
    misspelt_name(what: &str, word: &str, near: &str, known: &str) {
        English("there is no {what} '{word}'; did you mean '{near}'? Known are {known}")
    }
    no_extension(path: &str) { English("the file name has no extension that sets a format, such as .svg: {path}") }
    unknown_source(scheme: &str) { English("unsupported kind of source \"{scheme}\"; open a file instead") }
    unknown_extension(known: &str, path: &str) { English("the file name must end in one of {known}: {path}") }
}

/// Why a file cannot be read, with the remedy where it is not there.
pub fn unreadable(path: &str, cause: &std::io::Error) -> String {
    match cause.kind() {
        std::io::ErrorKind::NotFound => no_such_file(path),
        _ => cannot_read_because(path, cause),
    }
}
