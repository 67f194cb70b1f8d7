//! The embedded fonts outside a window: how wide a text is, and the letters a picture takes along.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};
use write_fonts::{
    FontBuilder,
    read::{FontRef, TableProvider as _, types::Tag},
    tables::cmap::Cmap,
    types::GlyphId as NewGlyphId,
};

use crate::{
    render::fonts::{self, NamedFont},
    scene::{Px, marks::Letters, px},
};

/// The families of a picture, the first that has a letter being the one that writes it.
pub const FAMILIES: &str =
    "'Noto Sans','Noto Sans Armenian','Contactline Symbols','DejaVu Sans',sans-serif";

/// Height of a line, and of the baseline above the middle of a line, as shares of the size.
pub const LINE: f32 = 1.362;
/// From the top of a line to its baseline, in its height.
pub const BASELINE: f32 = 0.388;

/// An embedded font, and what it is called in a picture.
pub struct Letterer {
    /// The name pictures know it by.
    pub family: &'static str,
    /// As CSS counts it: 400 or 600.
    pub weight: u16,
    /// The font file, embedded in the program.
    pub bytes: &'static [u8],
    face: Face<'static>,
}

/// The fonts that can be read, those of a weight in the order letters are looked for.
pub static FONTS: LazyLock<Vec<Letterer>> = LazyLock::new(|| {
    let letterer = |(name, bytes): NamedFont| {
        let (family, weight) = match name {
            "sans" => ("Noto Sans", 400),
            "sans-armenian" => ("Noto Sans Armenian", 400),
            "strong" => ("Noto Sans", 600),
            "strong-armenian" => ("Noto Sans Armenian", 600),
            _ => ("Contactline Symbols", 400),
        };
        Some(Letterer {
            family,
            weight,
            bytes,
            face: Face::parse(bytes, 0).ok()?,
        })
    };
    fonts::FONTS.into_iter().filter_map(letterer).collect()
});

impl Letterer {
    fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.face.glyph_index(letter).filter(|glyph| glyph.0 != 0)
    }
}

/// The place of the font that writes a letter, and its glyph; `None` where none does.
fn glyph(letter: char, strong: bool) -> Option<(usize, GlyphId)> {
    let weight = if strong { 600 } else { 400 };
    let of_weight = |same: bool| {
        let fonts = FONTS.iter().enumerate();
        let mut fonts = fonts.filter(move |(_, font)| (font.weight == weight) == same);
        fonts.find_map(|(index, font)| Some((index, font.glyph(letter)?)))
    };
    of_weight(true).or_else(|| of_weight(false))
}

/// The letters no embedded font has.
pub fn missing(text: &str) -> BTreeSet<char> {
    let letters = text.chars().filter(|letter| !letter.is_control());
    letters
        .filter(|letter| glyph(*letter, false).is_none())
        .collect()
}

/// The font that writes each letter of a text, by its place among [`FONTS`]; `None` where none does.
///
/// A font goes on for as long as it has the letters, so that words are not broken where they need
/// not be.
fn writers(text: &str, strong: bool) -> impl Iterator<Item = (char, Option<(usize, GlyphId)>)> {
    let mut writer: Option<usize> = None;
    text.chars().map(move |letter| {
        let same = writer.and_then(|font| Some((font, FONTS.get(font)?.glyph(letter)?)));
        let found = same.or_else(|| glyph(letter, strong));
        writer = found.map(|(font, _)| font).or(writer);
        (letter, found)
    })
}

/// The parts of a text that one font writes each. What no font has is a box in any of them.
pub fn runs(text: &str, strong: bool) -> Vec<(usize, String)> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for (letter, found) in writers(text, strong) {
        let font = found.map(|(font, _)| font);
        match runs.last_mut() {
            Some((known, run)) if font.is_none_or(|font| font == *known) => run.push(letter),
            _ => runs.push((font.unwrap_or_default(), letter.to_string())),
        }
    }
    runs
}

/// How wide a line is at a size of 1 point.
pub fn width(text: &str, strong: bool) -> f32 {
    let advance = |(font, glyph): (usize, GlyphId)| {
        let face = &FONTS.get(font)?.face;
        let advance = face.glyph_hor_advance(glyph)?;
        Some(f32::from(advance) / f32::from(face.units_per_em().max(1)))
    };
    // A letter that no font has is drawn as a box about that wide.
    let of_letter = |(_, found): (char, Option<_>)| found.and_then(advance).unwrap_or(0.6);
    writers(text, strong).map(of_letter).sum()
}

/// Measures texts with the embedded fonts.
pub struct Embedded;

impl Letters for Embedded {
    fn size(&self, text: &str, size: f32, strong: bool) -> Px {
        let widths = text.lines().map(|line| width(line, strong));
        px(
            widths.fold(0.0, f32::max) * size,
            text.lines().count().max(1) as f32 * size * LINE,
        )
    }
}

/// Text broken into lines no wider than that, between words where it can be.
pub fn wrap(text: &str, strong: bool, size: f32, room: f32) -> Vec<String> {
    let wide = |text: &str| width(text, strong) * size;
    let space = wide(" ");
    let mut lines = Vec::new();
    let (mut line, mut so_far) = (String::new(), 0.0);
    for word in text.split_whitespace() {
        let of_word = wide(word);
        if line.is_empty() {
            (line, so_far) = (word.to_owned(), of_word);
        } else if so_far + space + of_word <= room {
            line.push(' ');
            line.push_str(word);
            so_far += space + of_word;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
            so_far = of_word;
        }
        // A word longer than a line is cut where the line ends.
        while so_far > room && line.chars().count() > 1 {
            let cut = fitting(&line, strong, size, room).max(1);
            let at = line
                .char_indices()
                .nth(cut)
                .map_or(line.len(), |(at, _)| at);
            let rest = line.split_off(at);
            lines.push(std::mem::replace(&mut line, rest));
            so_far = wide(&line);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many letters of a text fit.
fn fitting(text: &str, strong: bool, size: f32, room: f32) -> usize {
    let mut so_far = 0.0;
    let mut letters = text.chars();
    let mut buffer = [0; 4];
    let fits = |letter: &char| {
        so_far += width(letter.encode_utf8(&mut buffer), strong) * size;
        so_far <= room
    };
    letters.by_ref().take_while(fits).count()
}

/// The text, or as much of it as fits with three dots.
pub fn cut(text: &str, strong: bool, size: f32, room: f32) -> String {
    if width(text, strong) * size <= room {
        return text.to_owned();
    }
    let dots = width("…", strong) * size;
    let kept = fitting(text, strong, size, room - dots);
    let kept: String = text.chars().take(kept).collect();
    format!("{}…", kept.trim_end_matches([' ', ',', ';', '·']))
}

/// The letters a picture writes, by the font that writes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Used(BTreeMap<usize, BTreeSet<char>>);

impl Used {
    /// Takes note of the letters of words that are written beside the picture, plainly or strongly.
    pub fn words(&mut self, text: &str) {
        for strong in [false, true] {
            for (font, run) in runs(text, strong) {
                self.write(font, &run);
            }
        }
    }

    /// Takes note of all letters of another text.
    pub fn extend(&mut self, other: &Self) {
        for (font, letters) in &other.0 {
            self.0.entry(*font).or_default().extend(letters);
        }
    }

    /// Takes note of letters that a text is written with.
    pub fn write(&mut self, font: usize, run: &str) {
        self.0.entry(font).or_default().extend(run.chars());
    }

    /// The fonts as CSS rules that hold them, each with no more than the letters used.
    pub fn font_faces(&self) -> String {
        let mut rules = String::new();
        for (index, letters) in &self.0 {
            let font = &FONTS[*index];
            // Whatever a subset cannot be made of is embedded whole.
            let bytes = subset(font, letters).unwrap_or_else(|| font.bytes.to_vec());
            rules.push_str(&format!(
                "@font-face{{font-family:'{}';font-weight:{};src:url(data:font/ttf;base64,{})}}\n",
                font.family,
                font.weight,
                BASE64_STANDARD.encode(bytes),
            ));
        }
        rules
    }
}

/// The font with those letters alone, in the form browsers read.
fn subset(font: &Letterer, letters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let mut glyphs = GlyphRemapper::new();
    let kept = letters.iter().filter_map(|letter| {
        let glyph = font.glyph(*letter)?;
        Some((*letter, NewGlyphId::new(u32::from(glyphs.remap(glyph.0)))))
    });
    let kept: Vec<(char, NewGlyphId)> = kept.collect();
    let bytes = subsetter::subset(font.bytes, 0, &glyphs).ok()?;
    let (small, whole) = (FontRef::new(&bytes).ok()?, FontRef::new(font.bytes).ok()?);
    let mut builder = FontBuilder::new();
    builder.add_table(&Cmap::from_mappings(kept).ok()?).ok()?;
    // What a font for PDF needs not and browsers do.
    for tag in [b"OS/2", b"name"] {
        let tag = Tag::new(tag);
        builder.add_raw(tag, whole.data_for_tag(tag)?.as_bytes());
    }
    let post = whole.data_for_tag(Tag::new(b"post"))?.as_bytes();
    builder.add_raw(Tag::new(b"post"), nameless(post)?);
    builder.copy_missing_tables(small);
    let built = builder.build();
    // A font that cannot be read again is none.
    FontRef::new(&built).ok()?.cmap().ok()?;
    Some(built)
}

/// The `post` table without the names of glyphs, which no longer fit: version 3 of its format.
fn nameless(post: &[u8]) -> Option<Vec<u8>> {
    let mut post = post.get(..32)?.to_vec();
    post[..4].copy_from_slice(&[0, 3, 0, 0]);
    Some(post)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subset_holds_the_letters_used_and_is_much_smaller() {
        let letters: BTreeSet<char> = "Kəlbəcər Лачин 0123".chars().collect();
        let font = &FONTS[0];
        let small = subset(font, &letters).expect("a subset");
        assert!(small.len() < font.bytes.len() / 4, "{}", small.len());
        let face = Face::parse(&small, 0).expect("a font");
        for letter in &letters {
            let (new, old) = (face.glyph_index(*letter), font.glyph(*letter));
            let advance = |face: &Face<'_>, glyph: Option<GlyphId>| {
                face.glyph_hor_advance(glyph.expect("a glyph"))
            };
            assert_eq!(advance(&face, new), advance(&font.face, old), "{letter}");
        }
        assert!(face.glyph_index('Z').is_none_or(|glyph| glyph.0 == 0));
    }

    #[test]
    fn a_text_is_written_by_as_few_fonts_as_can_be() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let runs = runs(text, true);
            let found: Vec<(&str, &str)> = runs
                .iter()
                .map(|(font, run)| (FONTS[*font].family, run.as_str()))
                .collect();
            assert_eq!(found, expected);
        };
        check(
            "Kəlbəcər (Кельбаджар)",
            &[("Noto Sans", "Kəlbəcər (Кельбаджар)")],
        );
        check(
            "Լաչինի միջանցք",
            &[("Noto Sans Armenian", "Լաչինի միջանցք")],
        );
        check(
            "Zod Սոթք",
            &[("Noto Sans", "Zod "), ("Noto Sans Armenian", "Սոթք")],
        );
        assert!(missing("aə Քջ ж ×?·–").is_empty());
        assert!(missing("漢").contains(&'漢'));
    }

    #[test]
    fn lines_are_no_wider_than_the_room_and_lose_no_word() {
        let text = "Peacekeepers' area and Lachin corridor, Kəlbəcər Քարվաճառ";
        let lines = wrap(text, false, 10.0, 90.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, false) * 10.0 <= 90.01));
        assert_eq!(lines.join(" "), text);
        let long = wrap("Donaudampfschifffahrtsgesellschaft", false, 10.0, 40.0);
        assert!(long.len() > 2 && long.concat().starts_with("Donaudampf"));
        assert_eq!(wrap("", false, 10.0, 40.0), Vec::<String>::new());
    }

    #[test]
    fn a_text_that_is_cut_says_so() {
        assert_eq!(cut("Lachin", false, 10.0, 500.0), "Lachin");
        let cut = cut("Lachin, Kalbajar", false, 10.0, 50.0);
        assert!(
            cut.ends_with('…') && width(&cut, false) * 10.0 <= 50.0,
            "{cut}"
        );
    }
}
