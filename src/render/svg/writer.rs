//! Writes SVG: numbers, colours, paths and letters, in as few bytes as they take.

use std::fmt::Write as _;

use super::letters::{self, Used};
use crate::scene::{
    Px, Rgba,
    marks::{Align, Paint, TextStyle},
    px,
    style::Stroke,
};

/// An SVG text under way.
#[derive(Default)]
pub struct SvgWriter {
    out: String,
    defs: String,
    /// How many things have been given a name.
    named: u32,
    /// The letters written so far.
    pub used: Used,
    /// Which small map of a sheet is being written.
    pub cell: Option<usize>,
}

/// Writes a number to a tenth, without what says nothing.
fn number(out: &mut String, tenths: i64) {
    let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let done = match (whole, tenth) {
        (_, 0) => write!(out, "{sign}{whole}"),
        (0, _) => write!(out, "{sign}.{tenth}"),
        _ => write!(out, "{sign}{whole}.{tenth}"),
    };
    done.expect("a string takes any text");
}

fn tenths(value: f32) -> i64 {
    // A number that is none is drawn nowhere in particular, but never stops the program.
    (f64::from(value) * 10.0).round() as i64
}

/// A path, as the value of a `d` attribute: relative, to a tenth of a point.
#[derive(Default)]
pub struct SvgPath {
    d: String,
    at: (i64, i64),
}

impl SvgPath {
    pub fn is_empty(&self) -> bool {
        self.d.is_empty()
    }

    /// The value of the `d` attribute.
    pub fn text(&self) -> &str {
        &self.d
    }

    pub fn move_to(&mut self, at: Px) {
        self.step('m', at);
    }

    pub fn line_to(&mut self, at: Px) {
        self.step('l', at);
    }

    pub fn close(&mut self) {
        self.d.push('z');
    }

    /// The points one after another, closed or open.
    pub fn run(&mut self, points: &[Px], closed: bool) {
        let Some((first, rest)) = points.split_first() else {
            return;
        };
        let start = (tenths(first.x), tenths(first.y));
        self.move_to(*first);
        for at in rest {
            self.line_to(*at);
        }
        if closed {
            self.close();
            // A closed path goes on from where it began.
            self.at = start;
        }
    }

    fn step(&mut self, letter: char, at: Px) {
        let to = (tenths(at.x), tenths(at.y));
        let by = (to.0 - self.at.0, to.1 - self.at.1);
        if letter == 'l' && by == (0, 0) {
            return;
        }
        self.d.push(letter);
        number(&mut self.d, by.0);
        if by.1 >= 0 {
            self.d.push(' ');
        }
        number(&mut self.d, by.1);
        self.at = to;
    }
}

fn color(out: &mut String, attribute: &str, ink: Rgba) {
    let [r, g, b, a] = ink.0;
    write!(out, " {attribute}=\"#{r:02x}{g:02x}{b:02x}\"").expect("a string takes any text");
    if a < 255 {
        let share = share(f32::from(a) / 255.0);
        write!(out, " {attribute}-opacity=\"{share}\"").expect("a string takes any text");
    }
}

/// A share from 0 to 1, to a hundredth.
fn share(value: f32) -> String {
    let hundredths = (value.clamp(0.0, 1.0) * 100.0).round() as u32;
    format!("{}", f64::from(hundredths) / 100.0)
}

fn strokes(out: &mut String, stroke: Stroke) {
    color(out, "stroke", stroke.ink);
    out.push_str(" stroke-width=\"");
    number(out, tenths(stroke.width));
    out.push('"');
    if !stroke.dash.is_empty() {
        out.push_str(" stroke-dasharray=\"");
        for (index, length) in stroke.dash.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            number(out, tenths(*length));
        }
        out.push('"');
    }
}

/// Escapes what XML gives a meaning to, and leaves out what it cannot hold.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&letter) => {}
            letter => out.push(letter),
        }
    }
}

impl SvgWriter {
    /// What has been written, between a head and a tail.
    pub fn finish(self, head: &str, style: &str) -> String {
        let Self { out, defs, .. } = self;
        format!("{head}\n{style}<defs>\n{defs}</defs>\n{out}</svg>\n")
    }

    /// A name that nothing else in the text has.
    pub fn name(&mut self, what: &str) -> String {
        self.named += 1;
        format!("{what}{}", self.named)
    }

    /// Something that is drawn only where its name is given.
    pub fn define(&mut self, text: &str) {
        self.defs.push_str(text);
        self.defs.push('\n');
    }

    /// Opens a group with attributes that hold no text of others.
    pub fn open(&mut self, attributes: &str) {
        self.out.push_str("<g");
        if !attributes.is_empty() {
            self.out.push(' ');
            self.out.push_str(attributes);
        }
        self.out.push_str(">\n");
    }

    /// Opens a group drawn that strongly, from 0 to 1.
    pub fn open_at(&mut self, name: &str, strength: f32) {
        let in_cell = self.cell.map(|cell| format!("{name}-{cell}"));
        let name = in_cell.as_deref().unwrap_or(name);
        if strength < 1.0 {
            self.open(&format!("id=\"{name}\" opacity=\"{}\"", share(strength)))
        } else {
            self.open(&format!("id=\"{name}\""))
        }
    }

    pub fn close(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// How much has been written so far.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Takes back what was written from there on.
    pub fn take_back(&mut self, to: usize) {
        self.out.truncate(to);
    }

    /// What a group or the whole is, for readers and for the pointer.
    pub fn title(&mut self, words: &str) {
        self.out.push_str("<title>");
        escape(&mut self.out, words);
        self.out.push_str("</title>\n");
    }

    /// A fill: a colour or, in brackets, a name.
    pub fn fill(&mut self, path: &SvgPath, ink: Rgba) {
        if path.is_empty() {
            return;
        }
        self.out.push_str("<path");
        color(&mut self.out, "fill", ink);
        self.end_path(path);
    }

    /// A shape filled with a pattern or gradient of that name.
    pub fn fill_with(&mut self, path: &SvgPath, name: &str) {
        if path.is_empty() {
            return;
        }
        write!(self.out, "<path fill=\"url(#{name})\"").expect("a string takes any text");
        self.end_path(path);
    }

    pub fn stroke(&mut self, path: &SvgPath, stroke: Stroke) {
        if path.is_empty() {
            return;
        }
        self.out.push_str("<path fill=\"none\"");
        strokes(&mut self.out, stroke);
        self.out.push_str(" stroke-linejoin=\"round\"");
        self.end_path(path);
    }

    /// A line in the gradient of that name.
    pub fn stroke_with(&mut self, path: &SvgPath, width: f32, name: &str) {
        if path.is_empty() {
            return;
        }
        write!(
            self.out,
            "<path fill=\"none\" stroke=\"url(#{name})\" stroke-width=\""
        )
        .expect("a string takes any text");
        number(&mut self.out, tenths(width));
        self.out.push('"');
        self.end_path(path);
    }

    fn end_path(&mut self, path: &SvgPath) {
        self.out.push_str(" d=\"");
        self.out.push_str(&path.d);
        self.out.push_str("\"/>\n");
    }

    fn attribute(&mut self, name: &str, value: f32) {
        write!(self.out, " {name}=\"").expect("a string takes any text");
        number(&mut self.out, tenths(value));
        self.out.push('"');
    }

    /// A rectangle from a corner, its corners rounded.
    pub fn rect(&mut self, (corner, size): (Px, Px), radius: f32, paint: impl Into<Paint>) {
        self.out.push_str("<rect");
        self.place(corner, px(size.x.max(0.0), size.y.max(0.0)));
        if radius > 0.0 {
            self.attribute("rx", radius);
        }
        self.paint(paint.into());
    }

    pub fn circle(&mut self, at: Px, radius: f32, paint: impl Into<Paint>) {
        self.out.push_str("<circle");
        for (name, value) in [("cx", at.x), ("cy", at.y), ("r", radius)] {
            self.attribute(name, value);
        }
        self.paint(paint.into());
    }

    fn place(&mut self, Px { x, y }: Px, size: Px) {
        for (name, value) in [("x", x), ("y", y), ("width", size.x), ("height", size.y)] {
            self.attribute(name, value);
        }
    }

    fn paint(&mut self, paint: Paint) {
        match paint.fill {
            Some(ink) => color(&mut self.out, "fill", ink),
            None => self.out.push_str(" fill=\"none\""),
        }
        if let Some(line) = paint.line {
            strokes(&mut self.out, line);
        }
        self.out.push_str("/>\n");
    }

    /// A text that stays text, its baseline at that height. Lines are separated by a line feed.
    pub fn text(&mut self, at: Px, words: &str, style: TextStyle) {
        self.out.push_str("<text");
        self.attribute("x", at.x);
        self.attribute("y", at.y);
        self.attribute("font-size", style.size);
        if style.strong {
            self.out.push_str(" font-weight=\"600\"");
        }
        if style.turn != 0.0 {
            // Around the middle of the line, which is above its foot.
            let middle = at.y - style.size * letters::BASELINE;
            let turn = format!(
                " transform=\"rotate({:.0} {:.1} {middle:.1})\"",
                style.turn, at.x
            );
            self.out.push_str(&turn);
        }
        match style.align {
            Align::Start => {}
            Align::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Align::End => self.out.push_str(" text-anchor=\"end\""),
        }
        color(&mut self.out, "fill", style.ink);
        if let Some((ink, reach)) = style.halo {
            self.out
                .push_str(" paint-order=\"stroke\" stroke-linejoin=\"round\"");
            strokes(&mut self.out, Stroke::solid(ink, 2.0 * reach));
        }
        self.out.push('>');
        self.lines(at.x, words, style);
        self.out.push_str("</text>\n");
    }

    fn lines(&mut self, x: f32, words: &str, style: TextStyle) {
        let lines: Vec<&str> = words.split('\n').collect();
        if let [line] = lines[..] {
            self.runs(line, style.strong);
            return;
        }
        for (index, line) in lines.into_iter().enumerate() {
            self.out.push_str("<tspan");
            self.attribute("x", x);
            if index > 0 {
                self.attribute("dy", style.size * letters::LINE);
            }
            self.out.push('>');
            self.runs(line, style.strong);
            self.out.push_str("</tspan>");
        }
    }

    /// A line, each part of it in the font that has its letters. Not every program looks for
    /// another font where the first lacks some.
    fn runs(&mut self, line: &str, strong: bool) {
        for (font, run) in letters::runs(line, strong) {
            self.used.write(font, &run);
            match letters::FONTS.get(font).filter(|_| font > 0) {
                Some(letterer) if letterer.family != letters::FONTS[0].family => {
                    let family = letterer.family;
                    write!(self.out, "<tspan font-family=\"'{family}',sans-serif\">")
                        .expect("a string takes any text");
                    escape(&mut self.out, &run);
                    self.out.push_str("</tspan>");
                }
                _ => escape(&mut self.out, &run),
            }
        }
    }

    /// A picture of pixels, stretched to that rectangle.
    pub fn image(&mut self, (corner, size): (Px, Px), strength: f32, png_base64: &str) {
        self.out.push_str("<image preserveAspectRatio=\"none\"");
        self.place(corner, size);
        let strength = share(strength);
        writeln!(
            self.out,
            " opacity=\"{strength}\" style=\"image-rendering:smooth\" \
             href=\"data:image/png;base64,{png_base64}\"/>"
        )
        .expect("a string takes any text");
    }
}

/// Text as it may stand in XML.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_a_tenth_and_no_more() {
        let check = |value, expected: &str| {
            let mut out = String::new();
            number(&mut out, tenths(value));
            assert_eq!(out, expected);
        };
        check(0.0, "0");
        check(12.0, "12");
        check(-0.04, "0");
        check(0.26, ".3");
        check(-0.26, "-.3");
        check(-7.55, "-7.6");
        check(f32::NAN, "0");
    }

    #[test]
    fn a_path_is_relative_and_never_drifts() {
        let mut path = SvgPath::default();
        path.run(&[px(10.0, 10.0), px(10.04, 10.0), px(20.06, 5.0)], true);
        path.run(&[px(0.0, 0.0), px(1.0, 1.0)], false);
        assert_eq!(path.d, "m10 10l10.1-5zm-10-10l1 1");
    }

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_left_out() {
        assert_eq!(
            escaped("a<b & \"c\"\u{1}\n>"),
            "a&lt;b &amp; &quot;c&quot; &gt;"
        );
    }
}
