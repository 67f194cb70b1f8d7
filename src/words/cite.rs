//! Citing reports, rows and the map.

phrases! {
    title { English("Cite") }
    button { English("Cite") }
    button_hint { English("Where this was stated, and in which data it was read: as text, BibTeX, RIS or CSL-JSON") }
    rows { English("Cite…") }
    rows_hint { English("Cite the reports of the selected rows, or of all") }
    map { English("Cite this map…") }
    many(reports: usize) { English("{}, each once", super::units::reports(reports)) }
    making { English("Reading what is cited…") }
    copy { English("Copy") }
    copied(form: &str) { English("Copied as {form}") }
    too_many(reports: usize, most: usize) {
        English("{reports} records are too many to cite here (at most {most}). `contactline list --cite` cites any number.")
    }
    text { English("Text") }
    bibtex { English("BibTeX") }
    ris { English("RIS") }
    csl { English("CSL-JSON") }
    hint { English("The day it was read is that of the data here, not of the page: open the page before you cite it.") }
    record(id: &str, data: &str) { English("Record {id} of {data}") }
    of_data(data: &str) { English("Of {data}") }
    read_on(day: &str, version: &str) { English("read on {day} with Contactline {version}") }
    own_reports { English("own reports") }
    map_of(days: &str) { English("Map of reported fire, {days}") }
    map_filtered(days: &str, filters: &str) { English("Map of reported fire, {days} ({filters})") }
    undated { English("day of publication not known") }
    inferred_day { English("The day of publication is inferred.") }
    list_cite { English("Cites the reports instead, each once: text, bibtex, ris or csl") }
    kind_form { English("form of citation") }
}
