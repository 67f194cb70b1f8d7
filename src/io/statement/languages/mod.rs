//! The languages a statement can be read in, one file each. Add a language by adding a table.

mod ar;
mod az;
mod de;
mod en;
mod es;
mod fa;
mod fr;
mod hy;
mod ka;
mod ru;
mod tr;
mod uk;

use super::grammar::LanguageTable;

/// Every language, those of the region first.
pub static ALL: [&LanguageTable; 12] = [
    &en::TABLE,
    &ru::TABLE,
    &az::TABLE,
    &tr::TABLE,
    &hy::TABLE,
    &uk::TABLE,
    &de::TABLE,
    &es::TABLE,
    &fr::TABLE,
    &fa::TABLE,
    &ka::TABLE,
    &ar::TABLE,
];

pub fn of_code(code: &str) -> Option<&'static LanguageTable> {
    ALL.into_iter().find(|table| table.code == code)
}
