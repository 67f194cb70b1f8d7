//! The embedded fonts. No letter depends on what the system has.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The family of headings and figures.
pub const STRONG: &str = "strong";

/// A font and the name it goes by.
pub type NamedFont = (&'static str, &'static [u8]);

/// The fonts that are built in.
pub const FONTS: [NamedFont; 5] = [
    (
        "sans",
        include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    ),
    (
        "sans-armenian",
        include_bytes!("../../assets/fonts/NotoSansArmenian-Regular.ttf"),
    ),
    (
        "strong",
        include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf"),
    ),
    (
        "strong-armenian",
        include_bytes!("../../assets/fonts/NotoSansArmenian-SemiBold.ttf"),
    ),
    (
        "symbols",
        include_bytes!("../../assets/fonts/ContactlineSymbols-Regular.ttf"),
    ),
];

/// A font that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::words::picture::font_damaged(.name, .why))]
pub struct FontError {
    pub name: &'static str,
    pub why: String,
}

/// The fonts of the program: Latin, Cyrillic, Armenian and symbols.
pub fn definitions() -> (FontDefinitions, Vec<FontError>) {
    definitions_of(&FONTS)
}

/// The fonts that can be read, and what is wrong with the others. The window stops at a font it
/// cannot read, so those are left out and the rest stands in.
fn definitions_of(fonts: &[NamedFont]) -> (FontDefinitions, Vec<FontError>) {
    let mut definitions = FontDefinitions::empty();
    let mut errors = Vec::new();
    for (name, bytes) in fonts {
        match ttf_parser::Face::parse(bytes, 0) {
            Ok(_) => {
                let data = Arc::new(FontData::from_static(bytes));
                definitions.font_data.insert((*name).to_owned(), data);
            }
            Err(error) => errors.push(FontError {
                name,
                why: error.to_string(),
            }),
        }
    }
    let family = |first: [&str; 3]| {
        let rest = fonts.iter().map(|(name, _)| *name);
        let mut family: Vec<String> = Vec::new();
        for name in first.into_iter().chain(rest) {
            if definitions.font_data.contains_key(name) && !family.iter().any(|f| f == name) {
                family.push(name.to_owned());
            }
        }
        family
    };
    let sans = family(["sans", "sans-armenian", "symbols"]);
    let strong = family(["strong", "strong-armenian", "symbols"]);
    let families = &mut definitions.families;
    families.insert(FontFamily::Proportional, sans.clone());
    families.insert(FontFamily::Monospace, sans);
    families.insert(strong_family(), strong);
    (definitions, errors)
}

pub fn strong_family() -> FontFamily {
    FontFamily::Name(STRONG.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter the fonts lack is drawn as a box. None may be.
    #[test]
    fn every_letter_of_the_five_languages_has_a_glyph() {
        let letters = "AaƏəIıİiŞşÇçĞğÖöÜüQqXx АаЯяЁёЙйЪъЫы ԱաՖֆևՕօ 0123456789 .,:;!?()[]«»“”–—·×±°";
        let signs = "▶⏸⏮⏭↻☀☾⚑⚠✕✓←→↑↓↗−+";
        let ctx = egui::Context::default();
        ctx.set_fonts(definitions().0);
        let mut output = ctx.run_ui(egui::RawInput::default(), |_| {});
        output.textures_delta.clear();
        for family in [FontFamily::Proportional, strong_family()] {
            let font = egui::FontId::new(13.0, family);
            for letter in letters
                .chars()
                .chain(signs.chars())
                .filter(|l| !l.is_whitespace())
            {
                let known = ctx.fonts_mut(|fonts| fonts.has_glyph(&font, letter));
                assert!(known, "{letter} in {:?}", font.family);
            }
        }
    }

    #[test]
    fn a_damaged_font_is_told_and_the_others_stand_in() {
        let (_, whole) = FONTS[0];
        for length in [0, 4, 11, 100] {
            let mut fonts = FONTS;
            fonts[0].1 = &whole[..length];
            let (definitions, errors) = definitions_of(&fonts);
            assert_eq!(errors.len(), 1, "{length}");
            assert!(
                errors[0]
                    .to_string()
                    .starts_with("the font 'sans' is damaged: ")
            );
            let ctx = egui::Context::default();
            ctx.set_fonts(definitions);
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                ui.label("Kəlbəcər Քարվաճառ Кельбаджар ▶");
            });
            output.textures_delta.clear();
            let font = egui::FontId::proportional(13.0);
            assert!(
                ctx.fonts_mut(|fonts| fonts.has_glyph(&font, 'ə')),
                "{length}"
            );
        }
        assert!(definitions().1.is_empty(), "the shipped ones are whole");
    }
}
