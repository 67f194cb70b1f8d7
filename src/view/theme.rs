//! How panels and widgets look, in light and dark.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Shadow, Stroke, Style, TextStyle, Visuals,
    vec2,
};

use crate::{
    render::fonts::{self, FontError, strong_family},
    scene::{Rgba, Theme},
};

/// The text style of emphasised figures and names.
pub const STRONG: &str = "Strong";

/// Sets fonts and both styles. Called once at the start. Returns the fonts that are damaged.
pub fn install(ctx: &Context) -> Vec<FontError> {
    let (definitions, errors) = fonts::definitions();
    ctx.set_fonts(definitions);
    // Where the system has no opinion.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    for (egui_theme, theme) in [
        (egui::Theme::Light, Theme::Light),
        (egui::Theme::Dark, Theme::Dark),
    ] {
        ctx.set_style_of(egui_theme, style(theme));
    }
    errors
}

/// Whether panels slide and fade where they open and close.
pub fn keep_still(ctx: &Context, still: bool) {
    let seconds = match still {
        true => 0.0,
        false => Style::default().animation_time,
    };
    if is_still(ctx) != still {
        ctx.all_styles_mut(|style| style.animation_time = seconds);
    }
}

/// Whether nothing in the window moves or fades by itself.
pub fn is_still(ctx: &Context) -> bool {
    ctx.global_style().animation_time == 0.0
}

/// The style of headings.
pub fn strong() -> TextStyle {
    TextStyle::Name(STRONG.into())
}

fn style(theme: Theme) -> Style {
    let sans = |size| FontId::new(size, FontFamily::Proportional);
    let mut style = Style {
        visuals: visuals(theme),
        text_styles: [
            (TextStyle::Small, sans(11.5)),
            (TextStyle::Body, sans(13.0)),
            (TextStyle::Button, sans(13.0)),
            (TextStyle::Monospace, sans(13.0)),
            (TextStyle::Heading, FontId::new(19.0, strong_family())),
            (strong(), FontId::new(13.0, strong_family())),
        ]
        .into(),
        ..Style::default()
    };
    style.spacing.item_spacing = vec2(8.0, 5.0);
    style.spacing.button_padding = vec2(8.0, 3.0);
    style.spacing.interact_size.y = 22.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.spacing.slider_width = 72.0;
    style.interaction.tooltip_delay = 0.3;
    // Each blink draws the whole window, for as long as a field waits for what is typed.
    style.visuals.text_cursor.blink = false;
    style
}

/// The colours of the panels.
struct Inks {
    panel: u32,
    field: u32,
    text: u32,
    weak: u32,
    line: u32,
    button: u32,
    hover: u32,
    accent: u32,
    selected: u32,
    warn: u32,
    error: u32,
}

const LIGHT: Inks = Inks {
    panel: 0xfbfaf7,
    field: 0xffffff,
    text: 0x23262b,
    weak: 0x5f6368,
    line: 0xdcd8cf,
    button: 0xece9e2,
    hover: 0xdfdbd1,
    accent: 0x1f5f8b,
    selected: 0xcfe1ee,
    warn: 0x8a5a00,
    error: 0xa32a22,
};

const DARK: Inks = Inks {
    panel: 0x1b1e22,
    field: 0x121417,
    text: 0xe6e3dc,
    weak: 0xa3a29d,
    line: 0x34383e,
    button: 0x2c3036,
    hover: 0x3a3f46,
    accent: 0x86bbe0,
    selected: 0x27455c,
    warn: 0xe3b35a,
    error: 0xf08a80,
};

fn visuals(theme: Theme) -> Visuals {
    let (mut visuals, inks) = match theme {
        Theme::Light => (Visuals::light(), LIGHT),
        Theme::Dark => (Visuals::dark(), DARK),
    };
    let ink = |hex| super::theme::ink(Rgba::rgb(hex));
    // The ground below all panels has their colour.
    visuals.panel_fill = Color32::TRANSPARENT;
    visuals.window_fill = ink(inks.panel);
    visuals.extreme_bg_color = ink(inks.field);
    // Opaque, so that it is as cheap to draw as any other ground.
    visuals.faint_bg_color = visuals.window_fill.lerp_to_gamma(ink(inks.button), 0.5);
    visuals.weak_text_color = Some(ink(inks.weak));
    visuals.hyperlink_color = ink(inks.accent);
    visuals.warn_fg_color = ink(inks.warn);
    visuals.error_fg_color = ink(inks.error);
    visuals.selection.bg_fill = ink(inks.selected);
    visuals.selection.stroke = Stroke::new(1.0, ink(inks.accent));
    visuals.window_stroke = Stroke::new(1.0, ink(inks.line));
    visuals.window_corner_radius = CornerRadius::same(6);
    visuals.menu_corner_radius = CornerRadius::same(5);
    // What lies above something else has an outline, and needs no shadow.
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, ink(inks.line));
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, ink(inks.text));
    for (widget, fill) in [
        (&mut widgets.inactive, inks.button),
        (&mut widgets.hovered, inks.hover),
        (&mut widgets.active, inks.hover),
        (&mut widgets.open, inks.hover),
    ] {
        widget.bg_fill = ink(fill);
        widget.weak_bg_fill = ink(fill);
        widget.fg_stroke = Stroke::new(1.2, ink(inks.text));
        widget.bg_stroke = Stroke::NONE;
        widget.corner_radius = CornerRadius::same(4);
        widget.expansion = 0.0;
    }
    widgets.inactive.bg_stroke = Stroke::new(1.0, ink(inks.line));
    widgets.hovered.bg_stroke = Stroke::new(1.0, ink(inks.weak));
    widgets.active.bg_stroke = Stroke::new(1.5, ink(inks.accent));
    visuals
}

fn ink(rgba: Rgba) -> Color32 {
    crate::render::viewport::color(rgba)
}
