//! Files that people bring and that are not read: what each is, by how it begins, and what to do with it.

use super::tiles::extract;
use crate::{io::SourceFile, words::notes::unread as words};

/// What a file says by its first bytes.
type Kind = (&'static [&'static [u8]], fn() -> &'static str);

const KINDS: [Kind; 19] = [
    (&[b"<!doctype html", b"<html"], words::web_page),
    (&[b"%PDF"], words::pdf),
    (
        &[
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"II*\0",
            b"MM\0*",
            b"\0\0\0\x1cftyp",
            b"\0\0\0\x18ftyp",
        ],
        words::picture,
    ),
    (&[b"\x1f\x8b"], words::gzip),
    (&[b"BZh"], words::bzip),
    (&[b"\xfd7zXZ\0"], words::xz),
    (&[b"\x28\xb5\x2f\xfd"], words::zstd),
    (&[b"7z\xbc\xaf\x27\x1c"], words::seven_zip),
    (&[b"Rar!\x1a\x07"], words::rar),
    (&[b"PAR1"], words::parquet),
    (&[b"ARROW1", b"FEA1"], words::arrow),
    (&[b"fgb\x03", b"fgb\x01", b"fgb\x02"], words::flatgeobuf),
    (
        &[b"\x00\x01\x00\x00Standard", b"\x00\x01\x00\x00Jet"],
        words::access,
    ),
    (&[b"{\\rtf"], words::rich_text),
    (&[b"<stata_dta>"], words::stata),
    (&[b"$FL2", b"$FL3"], words::spss),
    (&[b"\x89HDF", b"CDF\x01", b"CDF\x02"], words::raster),
    (&[b"RDX2", b"RDX3"], words::of_r),
    (&[b"!table", b"!Table", b"!TABLE"], words::map_info),
];

/// Why a file is not read, and what to do, where it is of a kind that is known.
pub fn what_it_is(file: &SourceFile<'_>) -> Option<&'static str> {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| file.starts_with(mark));
    let known = KINDS.iter().find(|(marks, _)| begins(marks));
    let is_tar = file.beginning.get(257..262) == Some(b"ustar");
    let is_mif = is_mif(file.start());
    let is_extract = extract::is_extract(&file.beginning);
    known
        .map(|(_, what)| what())
        .or_else(|| is_tar.then(words::tar))
        .or_else(|| is_mif.then(words::map_info_exchange))
        .or_else(|| is_extract.then(words::osm_extract))
}

/// Whether a text begins as MapInfo's exchange format does: a version, and what its columns are before its
/// data.
fn is_mif(start: &[u8]) -> bool {
    const LOOKED_AT: usize = 4 << 10;
    let start = String::from_utf8_lossy(&start[..start.len().min(LOOKED_AT)]).to_lowercase();
    let mut lines = start.lines();
    let version = lines.next().and_then(|line| line.strip_prefix("version "));
    let is_version = version.is_some_and(|version| version.trim().parse::<u16>().is_ok());
    is_version && lines.any(|line| line.starts_with("columns ") || line.starts_with("coordsys "))
}

/// The same of an archive, by the names of what is in it.
pub fn other_archive(names: &[String]) -> Option<&'static str> {
    let has = |name: &str| names.iter().any(|known| known == name);
    let is_of = |ending: &str| names.iter().any(|known| known.ends_with(ending));
    if has("word/document.xml") {
        Some(words::word_document())
    } else if has("ppt/presentation.xml") {
        Some(words::slides())
    } else if has("Index/Document.iwa") || is_of("/Index.zip") {
        Some(words::numbers())
    } else if has("mimetype") && has("content.xml") {
        Some(words::word_document())
    } else {
        None
    }
}

/// The same of XML that no reader knows, by its first element.
pub fn other_xml(file: &SourceFile<'_>) -> &'static str {
    let start = &file.beginning[..file.beginning.len().min(4_096)];
    let start = String::from_utf8_lossy(start).to_lowercase();
    let has = |sign: &str| start.contains(sign);
    if has("opengis.net/gml") || has("<gml:") || has("wfs:featurecollection") {
        words::gml()
    } else if has("<osm") {
        words::osm()
    } else if has("<rss") || has("http://www.w3.org/2005/atom") {
        words::feed()
    } else if has("urn:schemas-microsoft-com:office:spreadsheet") {
        words::xml_workbook()
    } else {
        words::other_xml()
    }
}
