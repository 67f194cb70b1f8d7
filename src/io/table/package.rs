//! What a written table is and where it comes from, in files beside it: a data package as
//! <https://specs.frictionlessdata.io/data-package/> describes it, and the types of its columns.
//!
//! They are called after their table, so that they replace no `datapackage.json` of somebody else's.

use std::{io, path::Path};

use serde_json::{Value, json};

use super::write::columns;
use crate::{
    io::{
        Provenance,
        disk::{Target, write_whole},
    },
    model::{Budget, Field, PositionBasis},
    words::{files, import},
};

/// How the names of the files end, after that of the table without its ending: the data package, and
/// the types of the columns as GDAL reads them, from which other programs know where each row lies.
const ENDINGS: [&str; 2] = ["datapackage.json", "csvt"];

/// The files beside a table.
pub struct Beside([Target; 2]);

/// The files beside a table.
///
/// # Errors
///
/// With [`io::ErrorKind::AlreadyExists`] where one is there that may not be replaced.
pub fn beside(table: &Target) -> io::Result<Beside> {
    // The table is there by then, and these belong to it, whether it is still wanted or not.
    let files = ENDINGS.map(|ending| table.beside(ending).within(&Budget::default()));
    match files.iter().find(|file| file.is_taken()) {
        None => Ok(Beside(files)),
        Some(taken) => {
            let what = files::beside_exists(&taken.path().display().to_string());
            Err(io::Error::new(io::ErrorKind::AlreadyExists, what))
        }
    }
}

/// Writes them.
///
/// # Errors
///
/// Where the disk says so.
pub fn write(beside: &Beside, table: &Path, provenance: &Provenance) -> io::Result<()> {
    let Beside([package_file, types_file]) = beside;
    let package = package(table, provenance);
    write_whole(package_file, |out| {
        serde_json::to_writer_pretty(&mut *out, &package)?;
        out.write_all(b"\n")
    })?;
    let types: Vec<&str> = columns().map(|(field, _)| type_of(field)).collect();
    write_whole(types_file, |out| writeln!(out, "{}", types.join(",")))
}

/// The type of a column as <https://gdal.org/en/stable/drivers/vector/csv.html> has them. Of what is no
/// number the text stays as it is written.
fn type_of(field: Field) -> &'static str {
    match field {
        Field::Lon => "CoordX",
        Field::Lat => "CoordY",
        field if field.is_whole() => "Integer",
        Field::OriginLon | Field::OriginLat | Field::PrecisionKm => "Real",
        _ => "String",
    }
}

fn package(table: &Path, provenance: &Provenance) -> Value {
    let name = table.file_name().unwrap_or(table.as_os_str());
    let name = name.to_string_lossy();
    let stem = table.file_stem().unwrap_or(table.as_os_str());
    let key = key_of(&stem.to_string_lossy());
    let inputs = provenance.inputs.iter();
    let sources = inputs
        .map(|input| json!({"title": input.name, "hash": format!("sha256:{}", input.sha256)}));
    json!({
        "profile": "tabular-data-package",
        "name": key,
        "description": provenance.lines().join("\n"),
        "sources": sources.collect::<Vec<Value>>(),
        "resources": [{
            "profile": "tabular-data-resource",
            "name": key,
            "path": name,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": columns().map(field).collect::<Vec<Value>>(),
                "missingValues": [""],
            },
        }],
    })
}

fn field((field, heading): (Field, &str)) -> Value {
    let kind = match field {
        Field::Published => "date",
        field if field.is_whole() => "integer",
        Field::LossesDenied | Field::Directed => "boolean",
        Field::OriginLon | Field::OriginLat | Field::Lon | Field::Lat | Field::PrecisionKm => {
            "number"
        }
        Field::Other => "object",
        _ => "string",
    };
    let mut described = json!({
        "name": heading,
        "type": kind,
        "title": import::field(Some(field)),
    });
    if field == Field::Directed {
        described["trueValues"] = json!(["yes"]);
        described["falseValues"] = json!(["no"]);
    }
    if field == Field::PositionBasis {
        let words = PositionBasis::ALL.map(|(_, word)| word);
        described["constraints"] = json!({ "enum": words });
    }
    described
}

/// A name as data packages have them: small letters, digits, and `-`, `_` or `.` between them.
fn key_of(name: &str) -> String {
    let letters = name
        .chars()
        .map(|letter| match letter.to_ascii_lowercase() {
            plain @ ('a'..='z' | '0'..='9' | '-' | '_' | '.') => plain,
            _ => '-',
        });
    letters.collect()
}
