//! Evidence: what a report rests on.

use super::units::{bytes, count};
use crate::model::Integrity;

phrases! {
    title { English("Evidence") }
    button(number: usize) {
        English("{}", match number {
            0 => "Evidence".to_owned(),
            _ => format!("Evidence ({number})"),
        })
    }
    button_hint {
        English("What this report rests on: its text, a page, a picture. Each piece is kept with the SHA-256 of its bytes.")
    }
    about {
        English("Evidence is kept with your own work and in projects, and is never altered. It changes no count and is part of no link. Nothing is fetched: save a page first, then add the file.")
    }
    of_report(id: &str) { English("Report {id}") }
    none { English("No evidence yet.") }
    gone { English("The report is not in the data any more.") }
    size_and_day(bytes_of: u64, day: &str) { English("{}, captured on {day}", bytes(bytes_of)) }
    by(name: &str) { English("by {name}") }
    address { English("address") }
    archived { English("archived copy") }
    digest(sha256: &str) { English("SHA-256 {sha256}") }
    refers_to(path: &str) { English("Refers to the file {path}") }
    verify { English("Verify") }
    verify_hint { English("Reads the bytes again and compares their SHA-256.") }
    save_copy { English("Save a copy…") }
    save_title { English("Save a copy of the evidence") }
    remove { English("Remove") }
    remove_hint { English("Removes it from this report. Ctrl+Z brings it back.") }
    add_title { English("Add evidence") }
    file { English("Saved file") }
    file_hint { English("a saved page, a PDF, a picture") }
    text { English("Or a text") }
    text_hint { English("paste the text of the statement") }
    address_field { English("Address it was taken from") }
    archived_field { English("Address of an archived copy") }
    by_field { English("Captured by") }
    day_field { English("Captured on") }
    day_hint { English("year-month-day") }
    keep { English("Keep a copy") }
    keep_hint { English("The bytes are kept with your own work and in projects.") }
    refer { English("Refer to the file") }
    refer_hint { English("Only its path and SHA-256 are kept; whoever verifies it needs the file.") }
    add { English("Add") }
    saved(path: &str) { English("Saved {path}.") }
    text_name(day: &str) { English("text-{day}.txt") }
    text_read { English("the text of the statement") }
    wait { English("The piece before is still being kept.") }
    not_a_day(text: &str) { English("'{text}' is not a day: write year-month-day, such as 2022-08-07") }
    not_an_address(text: &str) { English("'{text}' is not an address: it begins with http:// or https://") }
    both { English("Choose a file or paste a text, not both.") }
    too_large(name: &str, most: u64) {
        English("{name} is larger than {}, which is the most that is kept: choose 'Refer to the file'", bytes(most))
    }
    nowhere { English("Own work is not saved anywhere, so no copy can be kept: choose 'Refer to the file'") }
    cannot_add(path: &str, error: &str) { English("Cannot add {path}: {error}") }
    cannot_save(path: &str, error: &str) { English("Cannot save {path}: {error}") }
    altered { English("its bytes are not those that were added") }
    cannot_be_read(path: &str, error: &str) {
        English("evidence cannot be read: {error}: {path}; add it again, or remove it from its report")
    }
    no_place { English("it has evidence, and own work is not saved anywhere it could be taken from") }
    not_kept(error: &str) {
        English("The evidence in this project cannot be kept beside your own work: {error}. The project can be looked at; it can be saved once that is possible.")
    }
    altered_in_project(number: usize) {
        English("{} of this project not as it was added: see 'contactline verify', or Verify in the report",
                count(number, "piece of evidence is", "pieces of evidence are"))
    }
    integrity(integrity: Integrity) {
        English("{}", match integrity {
            Integrity::Unaltered => "unaltered",
            Integrity::Altered => "altered",
            Integrity::Missing => "missing",
        })
    }
    cli_verify { English("Check that the evidence in a project is as it was added") }
    cli_project { English("A project") }
    cli_summary(unaltered: usize, altered: usize, missing: usize) {
        English("{unaltered} unaltered, {altered} altered, {missing} missing")
    }
    cli_none { English("the project has no evidence") }
    cli_no_project(path: &str) { English("{path} is not a project of Contactline") }
}
