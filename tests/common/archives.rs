//! Files that are made byte by byte: archives, workbooks, databases and shapefiles.
#![allow(dead_code, reason = "each test uses its own share of this")]

use std::{
    io::{Cursor, Write as _},
    path::Path,
};

use rusqlite::Connection;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A ZIP archive of these files.
pub fn zipped(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in members {
        archive.start_file(*name, options).expect("begun");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("whole").into_inner()
}

/// A workbook of Excel with these rows.
pub fn workbook(rows: &str, method: CompressionMethod) -> Vec<u8> {
    workbook_with(rows, None, method)
}

/// As [`workbook`], with its styles.
pub fn workbook_with(rows: &str, styles: Option<&str>, method: CompressionMethod) -> Vec<u8> {
    let further: Vec<(&str, &str)> = styles
        .map(|xml| ("xl/styles.xml", xml))
        .into_iter()
        .collect();
    workbook_of(rows, &further, method)
}

/// As [`workbook`], with further parts by their names, or others of a name in place of its own.
pub fn workbook_of(rows: &str, further: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
    );
    let parts = format!(
        "<Relationships xmlns='{package}'><Relationship Id='r1' Type='{office}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns='{package}'><Relationship Id='r1' Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns='{main}'><sheetData>{rows}</sheetData></worksheet>");
    let mut members = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    members.retain(|(name, _)| further.iter().all(|(own, _)| own != name));
    members.extend(further.iter().map(|(name, xml)| (*name, xml.as_bytes())));
    zipped(&members, method)
}

/// An archive of a file that is this text, many times.
pub fn packed_tightly(name: &str, text: &str, times: usize) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file(name, options).expect("a file");
    for _ in 0..times {
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A workbook of LibreOffice with these rows.
pub fn open_document(rows: &str, method: CompressionMethod) -> Vec<u8> {
    open_document_with(rows, "", method)
}

/// A workbook of LibreOffice with these rows and styles.
pub fn open_document_with(rows: &str, styles: &str, method: CompressionMethod) -> Vec<u8> {
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office='{space}:office:1.0' xmlns:table='{space}:table:1.0' xmlns:text='{space}:text:1.0' xmlns:style='{space}:style:1.0' xmlns:number='{space}:datastyle:1.0'><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name='a'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!("<m:manifest xmlns:m='{space}:manifest:1.0'/>");
    zipped(
        &[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("META-INF/manifest.xml", manifest.as_bytes()),
            ("content.xml", content.as_bytes()),
        ],
        method,
    )
}

/// A GeoPackage of one layer, each of whose rows has this geometry.
pub fn layer(path: &Path, geometry: &[u8], rows: usize) {
    let mut database = Connection::open(path).expect("made");
    database
        .execute_batch(
            "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300; PRAGMA synchronous = OFF;
            CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id INTEGER PRIMARY KEY, organization, organization_coordsys_id, definition, description);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'x', '');
            CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type, identifier, description, last_change, min_x, min_y, max_x, max_y, srs_id);
            INSERT INTO gpkg_contents VALUES ('a', 'features', 'a', '', '', 0, 0, 1, 1, 4326);
            CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);
            INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 'GEOMETRY', 4326, 0, 0);
            CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB);",
        )
        .expect("tables");
    let all = database.transaction().expect("begun");
    {
        let mut insert = all
            .prepare("INSERT INTO a (geom) VALUES (?1)")
            .expect("a statement");
        for _ in 0..rows {
            insert.execute([geometry]).expect("a row");
        }
    }
    all.commit().expect("written");
}

/// A shapefile without a table, each of whose shapes has this record.
pub fn shapes(kind: i32, record: &[u8], count: usize) -> Vec<u8> {
    let words = (record.len() / 2) as i32;
    let all = (100 + count * (8 + record.len())) as i32 / 2;
    let mut bytes = Vec::new();
    for word in [9994, 0, 0, 0, 0, 0, all] {
        bytes.extend(i32::to_be_bytes(word));
    }
    bytes.extend([1000, kind].map(i32::to_le_bytes).concat());
    bytes.extend(
        [0.0, 0.0, 50.0, 50.0, 0.0, 0.0, 0.0, 0.0]
            .map(f64::to_le_bytes)
            .concat(),
    );
    for number in 1..=count as i32 {
        bytes.extend(number.to_be_bytes());
        bytes.extend(words.to_be_bytes());
        bytes.extend(record);
    }
    bytes
}
