//! Marks as SVG.

use super::{
    letters,
    shapes::{filled, lined, outlined},
    writer::{SvgPath, SvgWriter},
};
use crate::{
    model::{Atlas, ZoneKind},
    scene::{
        Palette, Px, Rgba, View, World,
        arrow::ArrowStyle,
        bundle::{Fade, FlowSegment},
        marks::{Group, Mark, Shape},
        px,
        style::{self, CASING_PX, DASH_DENIED, HATCH_PX, HATCH_WIDTH_PX, Stroke, ZONE_HATCH},
    },
};

/// Writes marks one above the other. Shapes of the map are those of the atlas, through the view.
pub fn write(out: &mut SvgWriter, atlas: &Atlas, view: &View, marks: &[Mark]) {
    MarkWriter { out, atlas, view }.write(marks);
}

struct MarkWriter<'a> {
    out: &'a mut SvgWriter,
    atlas: &'a Atlas,
    view: &'a View,
}

impl MarkWriter<'_> {
    fn write(&mut self, marks: &[Mark]) {
        // Where each open group began, and where what is in it.
        let mut open: Vec<(usize, usize, bool)> = Vec::new();
        for mark in marks {
            match mark {
                Mark::Open(group) => {
                    let start = self.out.len();
                    self.open(group);
                    open.push((start, self.out.len(), group.name.is_empty()));
                }
                Mark::Close => match open.pop() {
                    // A group without a name of which nothing is in view.
                    Some((start, inside, true)) if self.out.len() == inside => {
                        self.out.take_back(start);
                    }
                    _ => self.out.close(),
                },
                mark => self.mark(mark),
            }
        }
    }

    fn open(&mut self, group: &Group) {
        match group.name {
            "" => self.out.open(""),
            name => self.out.open_at(name, group.strength),
        }
        if let Some(words) = &group.words {
            self.out.title(words);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Open(_) | Mark::Close | Mark::Records => {}
            Mark::Fill { shape, ink } => {
                let path = self.area(shape);
                self.out.fill(&path, *ink);
            }
            Mark::Hatch { shape, kind, .. } => {
                let path = self.area(shape);
                self.out.fill_with(&path, hatch_name(*kind));
            }
            Mark::Stroke { shape, stroke } => self.stroke(shape, *stroke),
            Mark::Fade {
                from,
                to,
                width,
                ink,
            } => {
                let name = self.gradient(*from, *to, *ink);
                // A gradient along a line without height is not drawn everywhere: a bar is.
                let aside = px(0.0, width / 2.0);
                let corners = [*from - aside, *to - aside, *to + aside, *from + aside];
                self.out.fill_with(&run(&corners, true), &name);
            }
            Mark::FlowSegment {
                segment,
                style,
                ink,
                casing,
            } => self.segment(segment, style, *ink, *casing),
            Mark::Circle { at, radius, paint } => self.out.circle(*at, *radius, *paint),
            Mark::Rect {
                corner,
                size,
                radius,
                paint,
            } => self.out.rect((*corner, *size), *radius, *paint),
            Mark::Text { at, words, style } => {
                let lines = words.lines().count().max(1) as f32;
                let first = at.y - (lines - 1.0) / 2.0 * style.size * letters::LINE;
                let baseline = px(at.x, first + style.size * letters::BASELINE);
                self.out.text(baseline, words, *style);
            }
            Mark::Kept(marks) => self.write(marks),
        }
    }

    /// A shape to be filled.
    fn area(&self, shape: &Shape) -> SvgPath {
        match shape {
            Shape::Open(points) => run(points, false),
            Shape::Closed(points) => run(points, true),
            Shape::Region(id) => filled(&self.atlas.regions()[*id].shape, self.view),
            Shape::Zone(id) => filled(&self.atlas.zones()[*id].shape, self.view),
            Shape::Line(_) | Shape::Outlines => SvgPath::default(),
        }
    }

    fn stroke(&mut self, shape: &Shape, stroke: Stroke) {
        let path = match shape {
            Shape::Open(points) => run(points, false),
            Shape::Closed(points) => run(points, true),
            Shape::Region(id) => outlined(&self.atlas.regions()[*id].shape, self.view),
            Shape::Zone(id) => outlined(&self.atlas.zones()[*id].shape, self.view),
            Shape::Line(id) => lined(&self.atlas.lines()[*id].shape, self.view),
            Shape::Outlines => {
                let regions = self.atlas.regions().rows().iter();
                for region in regions.filter(|region| region.level.tiles_the_land()) {
                    self.out.stroke(&outlined(&region.shape, self.view), stroke);
                }
                return;
            }
        };
        self.out.stroke(&path, stroke);
    }

    fn segment(&mut self, segment: &FlowSegment, style: &ArrowStyle, ink: Rgba, casing: bool) {
        let line = segment.curve.polyline(self.view);
        if !line.iter().any(|at| self.view.sees(*at, 40.0)) {
            return;
        }
        let (shaft, head) = style.parts(segment, &line);
        let path = run(&shaft, false);
        let head = head.map(|head| run(&head, true));
        let stroke = |width| Stroke::solid(ink, width);
        if casing {
            self.out.stroke(&path, stroke(style.width + CASING_PX));
            if let Some(head) = head {
                self.out.stroke(&head, stroke(CASING_PX));
            }
            return;
        }
        let ends = (shaft.first().copied(), shaft.last().copied());
        match (segment.fade, ends) {
            (Fade::In, (Some(from), Some(to))) | (Fade::Out, (Some(to), Some(from))) => {
                let name = self.gradient(from, to, ink);
                self.out.stroke_with(&path, style.width, &name);
            }
            _ => {
                let dash: &[f32] = if style.dashed { &DASH_DENIED } else { &[] };
                let stroke = Stroke {
                    dash,
                    ..stroke(style.width)
                };
                self.out.stroke(&path, stroke);
            }
        }
        if let Some(head) = head {
            self.out.fill(&head, ink);
        }
    }

    /// Defines a gradient from almost nothing to the whole of a colour, and gives its name.
    fn gradient(&mut self, from: Px, to: Px, ink: Rgba) -> String {
        let name = self.out.name("fade");
        let [r, g, b, a] = ink.0;
        let stop = |offset: u8, share: f32| {
            let opacity = (share * f32::from(a) / 255.0 * 100.0).round() / 100.0;
            format!(
                "<stop offset=\"{offset}\" stop-color=\"#{r:02x}{g:02x}{b:02x}\" \
                 stop-opacity=\"{opacity}\"/>"
            )
        };
        self.out.define(&format!(
            "<linearGradient id=\"{name}\" gradientUnits=\"userSpaceOnUse\" x1=\"{:.1}\" \
             y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\">{}{}</linearGradient>",
            from.x,
            from.y,
            to.x,
            to.y,
            stop(0, style::faded_in(0.0)),
            stop(1, style::faded_in(1.0)),
        ));
        name
    }
}

fn run(points: &[Px], closed: bool) -> SvgPath {
    let mut path = SvgPath::default();
    path.run(points, closed);
    path
}

/// What the pattern of a kind of zone is called.
fn hatch_name(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Peacekeepers => "hatch-peacekeepers",
        ZoneKind::Corridor => "hatch-corridor",
        ZoneKind::Other => "hatch-zone",
    }
}

/// Defines the patterns zones are hatched with. They stay with the map when the view moves.
pub fn define_hatching(out: &mut SvgWriter, palette: &Palette, view: &View) {
    let anchor = view.project(World { x: 0.5, y: 0.5 });
    let phase = (anchor.x + anchor.y).rem_euclid(HATCH_PX).round();
    let side = HATCH_PX;
    for kind in [ZoneKind::Peacekeepers, ZoneKind::Corridor, ZoneKind::Other] {
        let [r, g, b, _] = palette.zone_color(kind).0;
        let name = hatch_name(kind);
        out.define(&format!(
            "<pattern id=\"{name}\" patternUnits=\"userSpaceOnUse\" width=\"{side}\" \
             height=\"{side}\" patternTransform=\"translate({phase} 0)\"><path fill=\"none\" \
             stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-opacity=\"{ZONE_HATCH}\" stroke-width=\"{HATCH_WIDTH_PX}\" \
             d=\"M-1 1L1 -1M0 {side}L{side} 0M{} {}L{} {}\"/></pattern>",
            side - 1.0,
            side + 1.0,
            side + 1.0,
            side - 1.0,
        ));
    }
}
