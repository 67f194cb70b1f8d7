//! How a shape is to look, as its properties say.

use serde_json::{Map, Value};

use crate::model::zone::Style;

/// The keys of simplestyle.
pub fn style_of(properties: &Map<String, Value>) -> Style {
    let color = |key: &str| {
        let text = properties.get(key)?.as_str()?.trim_start_matches('#');
        let wide = match text.len() {
            3 => text.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => text.to_owned(),
        };
        let number = u32::from_str_radix(&wide, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        (wide.len() == 6).then_some([red, green, blue])
    };
    let number = |key: &str, most: f64| {
        let value = properties.get(key)?;
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
        Some(number.clamp(0.0, most) as f32)
    };
    Style {
        stroke: color("stroke"),
        stroke_width: number("stroke-width", 20.0),
        stroke_opacity: number("stroke-opacity", 1.0),
        fill: color("fill"),
        fill_opacity: number("fill-opacity", 1.0),
    }
}
