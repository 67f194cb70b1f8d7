//! Figures of a workbook that are raised, such as the mark of a footnote, or struck out: `15` with a raised `1` behind
//! it is no 151.

use std::collections::HashMap;

use calamine::{Data, Range};
use quick_xml::{Reader, events::Event};

use super::attribute;
use crate::{
    io::archive::Archive,
    model::{Budget, Stopped},
};

/// Texts of figures alone of which some are raised or struck out, with what stands for them.
#[derive(Debug, Default)]
pub struct Raised(HashMap<String, String>);

/// How the figures of a part of a text look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    Plain,
    Raised,
    StruckOut,
}

impl Look {
    /// Figures that look so: raised ones as such, and those that are struck out in brackets.
    pub fn of_figures(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Raised => text.chars().map(raised).collect(),
            Self::StruckOut => format!("[{text}]"),
        }
    }
}

impl Raised {
    /// Those of a workbook of Excel.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn of_excel(bytes: &[u8], budget: &Budget) -> Result<Self, Stopped> {
        let archive = Archive::open(bytes).ok();
        let texts =
            archive.and_then(|mut archive| archive.unpacked("xl/sharedStrings.xml", budget).ok());
        let Some(xml) = texts else {
            return Ok(Self::default());
        };
        budget.step(1 + xml.len() as u64 / 64)?;
        Ok(Self(of_texts(&xml)))
    }

    /// Puts a text that no number is read of in the place of each of them: raised figures as such, and those that are
    /// struck out in brackets.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn put(&self, range: &mut Range<Data>, budget: &Budget) -> Result<(), Stopped> {
        if self.0.is_empty() {
            return Ok(());
        }
        let first = range.start().unwrap_or_default();
        let mut found = Vec::new();
        for (row, column, cell) in range.used_cells() {
            budget.step(1)?;
            if let Data::String(text) = cell
                && let Some(shown) = self.0.get(text.trim())
            {
                let at = (first.0 + row as u32, first.1 + column as u32);
                found.push((at, shown.clone()));
            }
        }
        for (at, shown) in found {
            range.set_value(at, Data::String(shown));
        }
        Ok(())
    }
}

/// Those of the texts that cells share.
fn of_texts(xml: &[u8]) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let mut reader = Reader::from_reader(xml);
    let (mut plain, mut shown, mut look, mut is_text) =
        (String::new(), String::new(), Look::Plain, false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"si" => (plain, shown, look) = Default::default(),
                b"r" => look = Look::Plain,
                b"vertAlign" if attribute(&element, "val").as_deref() == Some("superscript") => {
                    look = Look::Raised
                }
                b"strike"
                    if attribute(&element, "val")
                        .is_none_or(|val| val != "0" && val != "false") =>
                {
                    look = Look::StruckOut;
                }
                b"t" => is_text = true,
                _ => {}
            },
            Event::Text(text) if is_text => {
                let text = String::from_utf8_lossy(&text);
                plain += &text;
                shown += &look.of_figures(&text);
            }
            Event::End(element) => match element.local_name().as_ref() {
                b"t" => is_text = false,
                b"si" => {
                    let are_figures = |text: &str| {
                        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
                    };
                    if shown != plain && are_figures(plain.trim()) {
                        found.insert(plain.trim().to_owned(), std::mem::take(&mut shown));
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

fn raised(figure: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let number = figure.to_digit(10);
    number.map_or(figure, |number| RAISED[number as usize])
}
