//! The embedded fonts. No letter depends on what the system has.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The family of headings and figures.
pub const STRONG: &str = "strong";

const FONTS: [(&str, &[u8]); 5] = [
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

/// The fonts of the program: Latin, Cyrillic, Armenian and symbols.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FONTS {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    }
    let family = |names: [&str; 3]| names.map(str::to_owned).to_vec();
    let sans = family(["sans", "sans-armenian", "symbols"]);
    let strong = family(["strong", "strong-armenian", "symbols"]);
    fonts
        .families
        .insert(FontFamily::Proportional, sans.clone());
    fonts.families.insert(FontFamily::Monospace, sans);
    fonts.families.insert(strong_family(), strong);
    fonts
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
        ctx.set_fonts(definitions());
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
}
