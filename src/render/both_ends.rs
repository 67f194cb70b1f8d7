//! Whether the screen and a picture draw the same marks: of each mark its kind, colour, width, dash
//! and words, as the screen has them and as SVG has them.

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use egui::Shape as Drawn;
    use walkers::Drawable;

    use super::super::{
        fonts,
        point_layer::flow_segments,
        screen::Screen,
        svg::{self, letters::Embedded},
        vector_layers::VectorLayers,
        viewport::{Viewport, color},
    };
    use crate::{
        io::{Source, read_data_folder},
        model::{
            Atlas, DatasetId, Day, Language, RecordId, ReporterId, SettlementId, Window,
            geo::Rect as Area, table::Id as _,
        },
        query::{Filters, Question, ask, condition::Condition, ties::Verdicts},
        scene::{
            Camera, Cluster, Layers, OverviewChoice, Palette, PointDisplay, Px, Rgba, Scene,
            Shading, Theme, View, Weight,
            bundle::{DeniedBy, EndKind},
            clusters::Single,
            compose::{Composition, compose},
            legend::{InFigure, Sign},
            marks::{
                self, KeptFlows, Mark, Marked, Painting, Records, Shape, Signs, Stage,
                with_strength,
            },
            px,
            tint::Tints,
        },
    };

    /// What an end makes of a mark.
    #[derive(Clone, Debug, PartialEq)]
    struct Seen {
        kind: &'static str,
        fill: Option<Rgba>,
        line: Option<Rgba>,
        /// In tenths of a point; 0 where there is no line.
        width: i64,
        /// Dash and gap, in tenths of a point.
        dash: [i64; 2],
        words: String,
    }

    impl Seen {
        fn new(kind: &'static str) -> Self {
            Self {
                kind,
                fill: None,
                line: None,
                width: 0,
                dash: [0; 2],
                words: String::new(),
            }
        }

        fn line(kind: &'static str, ink: Rgba, width: f32, dash: [f32; 2]) -> Self {
            Self {
                line: Some(ink),
                width: tenths(width),
                dash: dash.map(tenths),
                ..Self::new(kind)
            }
        }
    }

    fn tenths(value: f32) -> i64 {
        (f64::from(value) * 10.0).round() as i64
    }

    /// Whether both are the same, but for what hundredths of opacity leave of a colour.
    fn alike(a: &Seen, b: &Seen) -> bool {
        let near = |a: Option<Rgba>, b: Option<Rgba>| match (a, b) {
            (Some(a), Some(b)) => {
                let [a, b] = [a, b].map(|ink| color(ink).to_array());
                a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 3)
            }
            (a, b) => a == b,
        };
        let plain = |seen: &Seen| Seen {
            fill: None,
            line: None,
            ..seen.clone()
        };
        near(a.fill, b.fill) && near(a.line, b.line) && plain(a) == plain(b)
    }

    /// The kind of a mark, as both ends are asked about it.
    fn kind(mark: &Mark) -> &'static str {
        match mark {
            Mark::Open(_) | Mark::Close | Mark::Kept(_) | Mark::Records => "no mark of its own",
            Mark::Fill { .. } => "fill",
            Mark::Hatch { .. } => "hatch",
            Mark::Stroke { .. } => "stroke",
            Mark::Fade { .. } => "fade",
            Mark::FlowSegment { .. } => "segment",
            Mark::Circle { .. } => "circle",
            Mark::Rect { .. } => "rect",
            Mark::Text { .. } => "text",
        }
    }

    /// The map of 7 and 8 August 2022, and everything that can stand on it.
    struct Map {
        atlas: Arc<Atlas>,
        scene: Scene,
        layers: Layers,
        palette: Palette,
        view: View,
    }

    impl Map {
        fn new(theme: Theme) -> Self {
            let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
            let atlas = Arc::new(Atlas::build(draft).0);
            let day = |number| Day::from_ymd(2022, 8, number).expect("a date");
            let question = Question {
                window: Window::days(day(1), day(8)),
                filters: Filters::default(),
            };
            let answer = ask(&atlas, &question);
            let mut scene = compose(Composition {
                overview: &OverviewChoice::default(),
                beside: None,
                events: None,
                atlas: &atlas,
                answer: &answer,
                question: &question,
                shading: Shading::Received,
                language: Language::English,
                selected: None,
                tints: &Tints::shared(),
                point_display: PointDisplay::Auto,
                verdicts: &Verdicts::new(),
            });
            let mut bundles = scene.bundles.to_vec();
            bundles[0].denied = true;
            bundles[1].tint = Some(3);
            // Two others deny it, one of them not all of it.
            let claims = 5;
            bundles[2].figure.counted = claims;
            bundles[2].figure.uncounted = 0;
            let denied = [0, 1].map(|index| DeniedBy {
                reporter: ReporterId::from_index(index),
                claims: if index == 0 { 1 } else { claims },
            });
            bundles[2].denied_by = denied.to_vec();
            scene.bundles = Arc::new(bundles);
            let size = px(900.0, 700.0);
            let area = Area::new((45.3, 39.0), (47.6, 40.7));
            Self {
                scene,
                layers: Layers::default(),
                palette: Palette::of(theme),
                view: View {
                    camera: Camera::fitting(area, size, 10.0),
                    size,
                },
                atlas,
            }
        }

        fn painting(&self) -> Painting<'_> {
            let on_map = (&*self.atlas, &self.scene);
            Painting {
                weights: &[Weight::Strong],
                marked: Marked {
                    region: self.atlas.region_by_key("kalbajar"),
                    hovered: self.atlas.region_by_key("lachin"),
                    settlement: Some(SettlementId::from_index(0)),
                    zone: self.scene.zones.first().copied(),
                    line: self.scene.lines.first().copied(),
                    records: [None; 2],
                },
                ..Painting::new(on_map, &self.layers, &self.palette, self.view, &Embedded)
            }
        }

        fn signs(&self) -> Signs<'_> {
            Signs {
                atlas: &self.atlas,
                tints: &self.scene.tints,
                palette: &self.palette,
                letters: &Embedded,
                size: 12.0,
            }
        }

        /// Every mark there is, in the order it is drawn in.
        fn marks(&self) -> Vec<Mark> {
            let at = |x, y| self.view.unproject(Px { x, y });
            let reporter = ReporterId::from_index(0);
            let cluster = Cluster {
                at: at(500.0, 500.0),
                records: 12_345,
                by_reporter: vec![(reporter, 12_345)],
                corners: [at(490.0, 490.0), at(510.0, 510.0)],
            };
            let single = |from| Single {
                from,
                at: at(300.0, 300.0),
                reporter,
                record: RecordId {
                    dataset: DatasetId(0),
                    row: 0,
                },
                kind: 0,
            };
            let singles = [single(None), single(Some(at(200.0, 200.0)))];
            let clusters = [(&cluster, px(500.0, 500.0), 28.0)];
            let painting = Painting {
                records: Records::Each(&singles),
                clusters: &clusters,
                lit: Some(0),
                ..self.painting()
            };
            let placed = marks::place(&painting, &[], &[]);
            let painting = Painting {
                placed: &placed,
                ..painting
            };
            let mut marks = painting.marks(Stage::Ground);
            marks.extend(painting.marks(Stage::Above));
            marks.extend(marks::scale_bar(
                &self.view,
                &self.palette,
                130.0,
                px(12.0, 12.0),
            ));
            let signs = self.signs();
            let zones = self.atlas.zones().iter().map(|(id, _)| Sign::Zone(id));
            let lines = self.atlas.lines().iter().map(|(id, _)| Sign::Line(id));
            let others = [
                Sign::None,
                Sign::Reporter(reporter),
                Sign::Width(4.5),
                Sign::Denied,
                Sign::DeniedBy,
                Sign::FadeIn,
                Sign::End(EndKind::Settlement),
                Sign::End(EndKind::Region),
                Sign::End(EndKind::Zone),
                Sign::Dashed,
                Sign::InFigure(InFigure::Best),
                Sign::Shade(4),
                Sign::Cluster,
                Sign::Heat,
                Sign::Tint(2),
            ];
            for sign in zones.chain(lines).chain(others) {
                marks.extend(signs.sign(px(40.0, 40.0), sign));
            }
            marks
        }

        /// What a picture makes of a mark that lies in a group of that strength.
        fn on_paper(&self, mark: &Mark, strength: f32) -> Option<Seen> {
            let svg = svg::of_marks(
                std::slice::from_ref(mark),
                &self.atlas,
                &self.palette,
                &self.view,
            );
            let (defs, drawn) = svg.split_once("</defs>").expect("definitions");
            // A mark of several parts has one style.
            let element = drawn.lines().find(|line| line.starts_with('<'))?;
            let element = Some(element).filter(|element| *element != "</svg>")?;
            let paint = |of: &str, attribute: &str| {
                let value = attribute_of(of, attribute)?;
                let opacity = attribute_of(of, &format!("{attribute}-opacity"));
                let opacity: f32 = opacity.map_or(1.0, |text| text.parse().expect("a number"));
                let hex = u32::from_str_radix(value.strip_prefix('#')?, 16).expect("a colour");
                Some(Rgba::rgb(hex).faded(opacity).faded(strength))
            };
            let defined = |attribute: &str| {
                let value = attribute_of(element, attribute)?;
                let name = value.strip_prefix("url(#")?.strip_suffix(')')?;
                let id = format!("id=\"{name}\"");
                defs.lines().find(|line| line.contains(&id))
            };
            let number = |of: &str, attribute: &str| {
                attribute_of(of, attribute).map_or(0.0, |text| text.parse().expect("a number"))
            };
            let mut seen = Seen {
                fill: paint(element, "fill"),
                line: paint(element, "stroke"),
                width: tenths(number(element, "stroke-width")),
                ..Seen::new(kind(mark))
            };
            if let Some(dash) = attribute_of(element, "stroke-dasharray") {
                let mut lengths = dash.split(' ').map(|text| text.parse().expect("a number"));
                seen.dash = [(); 2].map(|()| tenths(lengths.next().expect("dash and gap")));
            }
            if let Some(pattern) = defined("fill").filter(|of| of.starts_with("<pattern")) {
                seen.line = paint(pattern, "stroke");
                seen.width = tenths(number(pattern, "stroke-width"));
            }
            let gradient = defined("fill").or(defined("stroke"));
            if let Some(gradient) = gradient.filter(|of| of.starts_with("<linearGradient")) {
                let last = &gradient[gradient.rfind("<stop").expect("stops")..];
                let hex = attribute_of(last, "stop-color").expect("a colour");
                let hex = u32::from_str_radix(&hex[1..], 16).expect("a colour");
                let opacity = number(last, "stop-opacity");
                seen.line = Some(Rgba::rgb(hex).faded(opacity).faded(strength));
            }
            if let Mark::Fade { width, .. } = mark {
                // A bar that high.
                seen.width = tenths(*width);
            }
            if let Mark::Text { .. } = mark {
                let written = &element[element.find('>').expect("a text") + 1..];
                seen.words = without_tags(written);
            }
            Some(seen)
        }

        /// What the screen makes of it.
        fn on_screen(&self, screen: &Screen<'_>, mark: &Mark, strength: f32) -> Option<Seen> {
            let layers = VectorLayers::default();
            let kind = kind(mark);
            let drawable = match mark {
                Mark::Hatch {
                    shape: Shape::Zone(id),
                    ink,
                    ..
                } => {
                    let zone = &self.atlas.zones()[*id].shape;
                    let all = [f32::NEG_INFINITY, f32::INFINITY];
                    Some(layers.hatch(zone, *ink, self.view.camera.zoom, all))
                }
                mark => layers.drawable(mark, &self.atlas, 0.0),
            };
            let ink = |color: egui::Color32| {
                Rgba(color.to_srgba_unmultiplied()).faded(if color.a() == 0 { 0.0 } else { 1.0 })
            };
            match drawable {
                Some(Drawable::Fill(mesh)) => {
                    let color = mesh.vertices.first()?.color;
                    return Some(Seen {
                        fill: Some(ink(color).faded(strength)),
                        ..Seen::new(kind)
                    });
                }
                Some(Drawable::Lines(lines)) => {
                    let line = lines.first()?;
                    let dash = [0, 1].map(|at| line.dasharray.get(at).copied().unwrap_or(0.0));
                    let ink = ink(line.color).faded(strength);
                    return Some(Seen::line(kind, ink, line.width, dash));
                }
                None => {}
            }
            if let Mark::FlowSegment { .. } = mark {
                let styles = flow_segments::styles(std::slice::from_ref(mark));
                let (ink, width, dash) = *styles.first()?;
                return Some(Seen::line(kind, ink, width, dash));
            }
            let shapes = screen.shapes(mark, strength);
            // The last one is the letters above their halo.
            match shapes.last()? {
                Drawn::Path(path) if path.closed && path.stroke.is_empty() => Some(Seen {
                    fill: Some(ink(path.fill)),
                    ..Seen::new(kind)
                }),
                Drawn::Path(path) => {
                    let egui::epaint::ColorMode::Solid(color) = path.stroke.color else {
                        panic!("a line of one colour");
                    };
                    Some(Seen::line(kind, ink(color), path.stroke.width, [0.0; 2]))
                }
                Drawn::LineSegment { stroke, .. } => {
                    let segments: Vec<[egui::Pos2; 2]> = shapes
                        .iter()
                        .filter_map(|shape| match shape {
                            Drawn::LineSegment { points, .. } => Some(*points),
                            _ => None,
                        })
                        .collect();
                    let is_dashed =
                        matches!(mark, Mark::Stroke { stroke, .. } if !stroke.dash.is_empty());
                    let dash = match segments[..] {
                        [[a, b], [c, _], ..] if is_dashed => [a.distance(b), b.distance(c)],
                        _ => [0.0; 2],
                    };
                    Some(Seen::line(kind, ink(stroke.color), stroke.width, dash))
                }
                Drawn::Circle(circle) => Some(Seen {
                    fill: (circle.fill.a() > 0).then(|| ink(circle.fill)),
                    line: (circle.stroke.width > 0.0).then(|| ink(circle.stroke.color)),
                    width: tenths(circle.stroke.width),
                    ..Seen::new(kind)
                }),
                Drawn::Rect(rect) => Some(Seen {
                    fill: (rect.fill.a() > 0).then(|| ink(rect.fill)),
                    line: (rect.stroke.width > 0.0).then(|| ink(rect.stroke.color)),
                    width: tenths(rect.stroke.width),
                    ..Seen::new(kind)
                }),
                Drawn::Text(text) => {
                    let halo = shapes.first().filter(|_| shapes.len() > 1);
                    let halo = halo.and_then(|shape| match shape {
                        Drawn::Text(text) => text.override_text_color.map(ink),
                        _ => None,
                    });
                    let Mark::Text { style, .. } = mark else {
                        panic!("letters");
                    };
                    Some(Seen {
                        fill: text.override_text_color.map(ink),
                        line: halo,
                        // As wide as twice the reach of the halo.
                        width: style.halo.map_or(0, |(_, reach)| tenths(2.0 * reach)),
                        words: text.galley.text().replace('\n', ""),
                        ..Seen::new(kind)
                    })
                }
                Drawn::Mesh(mesh) => {
                    let corners = [mesh.vertices.first()?, mesh.vertices.last()?];
                    let height = mesh.vertices[1].pos.y - mesh.vertices[0].pos.y;
                    assert!(corners[0].color.a() < 40, "it grows out of nothing");
                    let ink = ink(corners[1].color);
                    Some(Seen::line(kind, ink, height, [0.0; 2]))
                }
                shape => panic!("{shape:?}"),
            }
        }
    }

    /// The value of an attribute of an element.
    fn attribute_of<'a>(element: &'a str, name: &str) -> Option<&'a str> {
        let start = element.find(&format!(" {name}=\""))? + name.len() + 3;
        let rest = &element[start..];
        rest.find('"').map(|end| &rest[..end])
    }

    fn without_tags(text: &str) -> String {
        let mut inside = false;
        let letters = text.chars().filter(|letter| {
            inside |= *letter == '<';
            let is_letter = !inside;
            inside &= *letter != '>';
            is_letter
        });
        letters.collect()
    }

    fn with_screen(view: &View, mut work: impl FnMut(&Screen<'_>)) {
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts::definitions().0);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let size = egui::vec2(view.size.x, view.size.y);
            let rect = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
            let viewport = Viewport::new(rect, view.camera);
            work(&Screen {
                painter: ui.painter(),
                viewport: &viewport,
            });
        });
        output.textures_delta.clear();
    }

    #[test]
    fn the_screen_and_a_picture_draw_the_same_marks_in_the_same_order() {
        for theme in [Theme::Light, Theme::Dark] {
            let map = Map::new(theme);
            let marks = map.marks();
            let of_all_kinds: BTreeSet<&str> = marks.iter().map(kind).collect();
            assert_eq!(of_all_kinds.len(), 9, "{of_all_kinds:?}");
            let is_share =
                |mark: &Mark| matches!(mark, Mark::Text { words, .. } if words.ends_with(" 1/5"));
            assert_eq!(marks.iter().filter(|mark| is_share(mark)).count(), 1);
            with_screen(&map.view, |screen| {
                let mut compared = 0;
                for (mark, strength) in with_strength(&marks) {
                    // What is out of view a picture leaves out.
                    let Some(paper) = map.on_paper(mark, strength) else {
                        continue;
                    };
                    let seen = map.on_screen(screen, mark, strength);
                    let seen = seen.unwrap_or_else(|| panic!("not on the screen: {mark:?}"));
                    assert!(alike(&paper, &seen), "{mark:?}\n{paper:?}\n{seen:?}");
                    compared += 1;
                }
                assert!(compared > 150, "{compared}");
            });
        }
    }

    #[test]
    fn what_is_kept_from_frame_to_frame_is_what_a_picture_draws() {
        let map = Map::new(Theme::Light);
        let painting = map.painting();
        let mut kept = None;
        KeptFlows::update(&mut kept, &painting);
        let on_screen = Painting {
            kept: kept.as_ref(),
            ..painting
        };
        let listed = |marks: Vec<Mark>| {
            let all = marks.into_iter().flat_map(|mark| match mark {
                Mark::Kept(kept) => kept.to_vec(),
                mark => vec![mark],
            });
            all.collect::<Vec<Mark>>()
        };
        assert_eq!(
            listed(on_screen.marks(Stage::Above)),
            painting.marks(Stage::Above)
        );
        // The same again is not made again; another weight is.
        let address = |kept: &Option<KeptFlows>| {
            let painting = Painting {
                kept: kept.as_ref(),
                ..map.painting()
            };
            let marks = painting.marks(Stage::Above);
            marks.iter().find_map(|mark| match mark {
                Mark::Kept(kept) => Some(Arc::as_ptr(kept)),
                _ => None,
            })
        };
        let before = address(&kept);
        KeptFlows::update(&mut kept, &painting);
        assert_eq!(address(&kept), before);
        let other = Painting {
            weights: &[Weight::Faint],
            ..painting
        };
        let old = kept.clone();
        KeptFlows::update(&mut kept, &other);
        assert_ne!(address(&kept), address(&old));
    }

    #[test]
    fn a_figure_has_the_colour_a_person_gave_at_both_ends() {
        let mut map = Map::new(Theme::Light);
        let (tint, reporter) = (3, map.scene.bundles[1].reporter);
        let wanted = map.palette.tint(tint);
        assert_ne!(
            wanted,
            map.palette.reporter(&map.atlas.reporters()[reporter])
        );
        map.scene
            .labels
            .retain(|label| label.kind == crate::scene::LabelKind::Figure(1));
        let painting = map.painting();
        let placed = marks::place(&painting, &[], &[]);
        assert_eq!(placed.len(), 1);
        let painting = Painting {
            placed: &placed,
            ..painting
        };
        let mut figure = Vec::new();
        marks::written(&painting, &mut figure);
        let cap = figure.iter().find(|mark| matches!(mark, Mark::Fill { .. }));
        let cap = cap.expect("a ground for the letters");
        let paper = map.on_paper(cap, 1.0).expect("drawn");
        assert_eq!(paper.fill, Some(wanted));
        with_screen(&map.view, |screen| {
            let shapes = screen.shapes(cap, 1.0);
            let [Drawn::Path(path)] = &shapes[..] else {
                panic!("{shapes:?}");
            };
            assert_eq!(path.fill, color(wanted));
        });
    }

    #[test]
    fn a_zone_and_a_line_have_the_colour_a_person_gave_on_the_map_in_the_legend_and_in_their_name()
    {
        let mut map = Map::new(Theme::Light);
        let (zone, line) = (map.scene.zones[0], map.scene.lines[0]);
        let wanted = map.palette.tint(3);
        map.scene.tints = Arc::new(Tints {
            zones: [(zone, 3)].into(),
            lines: [(line, 3)].into(),
            ..Tints::default()
        });
        let inks = |mark: &Mark| match mark {
            Mark::Fill { ink, .. } | Mark::Hatch { ink, .. } => vec![*ink],
            Mark::Stroke { stroke, .. } => vec![stroke.ink],
            Mark::Text { style, .. } => vec![style.ink],
            _ => Vec::new(),
        };
        let at = px(40.0, 40.0);
        for sign in [Sign::Zone(zone), Sign::Line(line)] {
            let marks = map.signs().sign(at, sign);
            assert!(!marks.is_empty(), "{sign:?}");
            for mark in &marks {
                let [ink] = inks(mark)[..] else {
                    panic!("{mark:?}");
                };
                assert_eq!(ink.0[..3], wanted.0[..3], "{mark:?}");
            }
        }
        let painting = Painting {
            marked: Marked::default(),
            ..map.painting()
        };
        let placed = [crate::scene::Placed {
            strength: 1.0,
            text: "a zone".to_owned(),
            turn: 0.0,
            kind: crate::scene::LabelKind::Zone(zone),
            at,
            middle: at,
            size: at,
            stands: (
                crate::scene::World { x: 0.5, y: 0.5 },
                crate::scene::Side::Alternative(0),
            ),
        }];
        let mut name = Vec::new();
        let placed = Painting {
            placed: &placed,
            ..painting
        };
        marks::written(&placed, &mut name);
        assert_eq!(name.iter().flat_map(inks).collect::<Vec<_>>(), [wanted]);
        let drawn = painting.marks(Stage::Ground);
        let on_map = drawn.iter().filter(|mark| match mark {
            Mark::Fill { shape, .. } | Mark::Stroke { shape, .. } | Mark::Hatch { shape, .. } => {
                [Shape::Zone(zone), Shape::Line(line)].contains(shape)
            }
            _ => false,
        });
        let tinted = on_map.filter(|mark| inks(mark)[0].0[..3] == wanted.0[..3]);
        assert_eq!(tinted.count(), 3, "fill and edge of the zone, and the line");
    }

    /// The graphics card keeps shapes of the map and nothing else: what is drawn below the fire in any other
    /// way is not seen in the window.
    #[test]
    fn on_the_land_lie_shapes_of_the_map_and_what_is_asked_about_lies_above() {
        let mut map = Map::new(Theme::Light);
        let asked = "inside \"46 39.5, 46.5 39.5, 46.5 40\" or within 5 km of \"46 39.5, 46.5 40\" or within 5 \
                     km of \"46 39.5\"";
        let condition = Condition::parse(asked).expect("a condition");
        map.scene.asked = condition.drawn_shapes();
        for mark in map.painting().marks(Stage::Ground) {
            let is_of_map = match &mark {
                Mark::Fill { shape, .. }
                | Mark::Stroke { shape, .. }
                | Mark::Hatch { shape, .. } => !matches!(shape, Shape::Open(_) | Shape::Closed(_)),
                Mark::Open(_) | Mark::Close => true,
                _ => false,
            };
            assert!(is_of_map, "{mark:?}");
        }
        let above = map.painting().marks(Stage::Above);
        let is_asked = |mark: &Mark| matches!(mark, Mark::Open(group) if group.name == "asked");
        let from = above.iter().position(is_asked).expect("what is asked");
        let drawn = above[from..]
            .iter()
            .take_while(|mark| **mark != Mark::Close);
        let circles = drawn
            .clone()
            .filter(|mark| matches!(mark, Mark::Circle { .. }));
        // A casing and a line for the area; a band with two ends and the same for the line; a ring and its middle.
        assert_eq!((drawn.count(), circles.count()), (1 + 2 + 5 + 2, 2));
    }

    #[test]
    fn hatching_lies_below_every_line() {
        let map = Map::new(Theme::Light);
        let marks = map.painting().marks(Stage::Ground);
        let hatch = marks
            .iter()
            .rposition(|mark| matches!(mark, Mark::Hatch { .. }));
        let is_line = |mark: &Mark| {
            let of_line = |shape: &Shape| matches!(shape, Shape::Line(_));
            matches!(mark, Mark::Stroke { shape, .. } if of_line(shape))
        };
        let line = marks.iter().position(is_line);
        assert!(hatch.expect("a zone is hatched") < line.expect("a line"));
    }
}
