//! Whether every figure is written, whatever week is looked at and from however far.

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::svg::letters::Embedded;
    use crate::{
        io::{Source, read_data_folder},
        model::{Atlas, Language, ReporterId, Window, geo::Coord, table::Id as _},
        query::{Filters, Question, ask, ties::Verdicts},
        scene::{
            Camera, Cluster, LabelKind, Layers, OverviewChoice, Palette, Placed, PointDisplay, Px,
            Scene, Shading, Theme, View, Weight,
            camera::{to_lon_lat, to_world},
            compose::{Composition, compose},
            label::MOST_FIGURES,
            marks::{self, Marked, Painting, Records},
            overview::InOverview,
            style::Fill,
            tint::Tints,
        },
    };

    fn scene(atlas: &Atlas, window: Window) -> Scene {
        let question = Question {
            window,
            filters: Filters::default(),
        };
        let answer = ask(atlas, &question);
        compose(Composition {
            overview: &OverviewChoice::default(),
            beside: None,
            events: None,
            atlas,
            answer: &answer,
            question: &question,
            shading: Shading::None,
            language: Language::English,
            selected: None,
            tints: &Tints::shared(),
            point_display: PointDisplay::Auto,
            verdicts: &Verdicts::new(),
        })
    }

    fn painting<'p>(
        atlas: &'p Atlas,
        scene: &'p Scene,
        view: View,
        (layers, palette): (&'p Layers, &'p Palette),
    ) -> Painting<'p> {
        Painting {
            overview: None,
            atlas,
            scene,
            layers,
            palette,
            view,
            letters: &Embedded,
            weights: &[],
            bundle_words: &[],
            marked: Marked::default(),
            covered: &[],
            measured: &[],
            records: Records::OnCard,
            clusters: &[],
            lit: None,
            kept: None,
            placed: &[],
            before: &[],
            cut_px: None,
        }
    }

    /// All that is written.
    fn placed(atlas: &Atlas, scene: &Scene, view: View) -> Vec<Placed> {
        let palette = Palette::of(Theme::Light);
        let layers = Layers::default();
        let painting = painting(atlas, scene, view, (&layers, &palette));
        marks::place(&painting, &[], &[])
    }

    /// The figures that are written.
    fn figures(atlas: &Atlas, scene: &Scene, view: View) -> Vec<Placed> {
        let mut placed = placed(atlas, scene, view);
        placed.retain(|label| matches!(label.kind, LabelKind::Figure(_)));
        placed
    }

    fn in_view(scene: &Scene, view: &View) -> usize {
        let joints = scene.bundles.iter().map(|bundle| bundle.joint.px(view));
        joints.filter(|at| view.sees(*at, 0.0)).count()
    }

    fn overlap(a: &Placed, b: &Placed) -> bool {
        let apart = a.middle - b.middle;
        let reach = a.size + b.size;
        apart.x.abs() * 2.0 < reach.x && apart.y.abs() * 2.0 < reach.y
    }

    /// What a window of 1280 and one of 1920 points show at first.
    fn first_views() -> [View; 2] {
        [(7.9, (715.0, 584.0)), (8.9, (1355.0, 860.0))].map(|(zoom, (x, y))| View {
            camera: Camera {
                center: Coord { x: 46.2, y: 39.9 },
                zoom,
            },
            size: Px { x, y },
        })
    }

    fn shipped() -> Arc<Atlas> {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
        Arc::new(Atlas::build(draft).0)
    }

    #[test]
    fn every_figure_of_every_week_is_written_at_every_zoom_and_none_covers_another() {
        let atlas = shipped();
        let home = Coord { x: 46.4, y: 39.9 };
        let span = atlas.span().expect("dated reports");
        let (mut first, last) = (span.first(), span.last());
        let mut written = 0;
        while first <= last {
            let week = Window::days(first, first.plus(6));
            first = first.plus(7);
            let scene = scene(&atlas, week);
            for zoom in 6..=14 {
                let joints = scene.bundles.iter();
                let joints = joints.map(|bundle| to_lon_lat(bundle.joint.at));
                for center in joints.chain([home]) {
                    let view = View {
                        camera: Camera {
                            center,
                            zoom: f64::from(zoom),
                        },
                        size: Px { x: 715.0, y: 594.0 },
                    };
                    let figures = figures(&atlas, &scene, view);
                    assert_eq!(figures.len(), in_view(&scene, &view), "{week} at {zoom}");
                    written += figures.len();
                    for (index, one) in figures.iter().enumerate() {
                        for other in &figures[..index] {
                            assert!(!overlap(one, other), "{week} at {zoom}: {one:?} {other:?}");
                        }
                    }
                }
            }
        }
        assert!(written > 1_000, "{written}");
    }

    #[test]
    fn all_figures_of_all_time_are_written_in_the_smallest_window_too() {
        let atlas = shipped();
        let scene = scene(&atlas, atlas.span().expect("dated reports"));
        for size in [(715.0, 594.0), (166.0, 300.0)] {
            for zoom in 6..=14 {
                let view = View {
                    camera: Camera {
                        center: Coord { x: 46.4, y: 39.9 },
                        zoom: f64::from(zoom),
                    },
                    size: Px {
                        x: size.0,
                        y: size.1,
                    },
                };
                let wanted = in_view(&scene, &view);
                assert!(wanted < MOST_FIGURES);
                assert_eq!(figures(&atlas, &scene, view).len(), wanted, "at {zoom}");
            }
        }
    }

    /// Whether a name is read as that of its own mark: none is nearer to the mark of another place than
    /// to its own unless a line leads from it to its own, and none without a mark, or with a line, is near
    /// any other.
    #[test]
    fn no_name_of_any_week_is_nearest_to_the_mark_of_another_place() {
        let atlas = shipped();
        let span = atlas.span().expect("dated reports");
        let (mut first, last) = (span.first(), span.last());
        let (mut seen, mut led) = (0, 0);
        while first <= last {
            let week = Window::days(first, first.plus(6));
            first = first.plus(7);
            let scene = scene(&atlas, week);
            let ends = scene.bundles.iter();
            let ends = ends.flat_map(|of| [&of.origins, &of.targets, &of.places]);
            let ends: Vec<_> = ends.flatten().map(|end| end.at).collect();
            for view in first_views() {
                let zoom = view.camera.zoom;
                for label in placed(&atlas, &scene, view) {
                    if !matches!(label.kind, LabelKind::Region(_)) {
                        continue;
                    }
                    seen += 1;
                    let away = |at: Px| {
                        let apart = label.middle - at;
                        let beside = |apart: f32, size: f32| (apart.abs() - size / 2.0).max(0.0);
                        beside(apart.x, label.size.x).hypot(beside(apart.y, label.size.y))
                    };
                    let marks = ends.iter().map(|at| view.project(*at));
                    let marks = marks.filter(|at| view.sees(*at, 0.0));
                    let is_own = |at: &Px| (*at - label.at).x.hypot((*at - label.at).y) < 1.0;
                    let (own, others): (Vec<Px>, Vec<Px>) = marks.partition(is_own);
                    let nearest = others.into_iter().map(away).fold(f32::INFINITY, f32::min);
                    let own = own.first().map_or(14.0, |at| away(*at));
                    let text = &label.text;
                    if label.is_led() {
                        led += 1;
                        assert!(14.0 < nearest.min(own), "{text}, {week}: {own} {nearest}");
                        assert!(own <= 100.0, "{text}, {week} at {zoom}: {own}");
                        continue;
                    }
                    assert!(own <= nearest, "{text}, {week} at {zoom}: {own} {nearest}");
                }
            }
        }
        assert!(seen > 10_000 && led > 0 && led < seen / 20, "{seen} {led}");
    }

    /// The places in view that have no number, with their fill, and how many places are in view.
    fn without_number<'s>(
        scene: &'s Scene,
        view: &View,
        placed: &[Placed],
    ) -> (Vec<(Option<Fill>, &'s str)>, usize) {
        let strips = scene.overview.strips.iter().enumerate();
        let in_view = strips.filter(|(_, strip)| view.sees(view.project(strip.at), 0.0));
        let missing = in_view.clone().filter(|(index, _)| {
            let kind = LabelKind::Strip(*index);
            placed.iter().all(|label| label.kind != kind)
        });
        let named = missing.map(|(_, strip)| (strip.fill, strip.name.as_str()));
        (named.collect(), in_view.count())
    }

    /// Where a district is filled strongly its number stands on it, whole or short.
    #[test]
    fn districts_that_are_filled_strongly_have_their_number_in_the_first_view() {
        let atlas = shipped();
        let scene = scene(&atlas, atlas.span().expect("dated reports"));
        let (layers, palette) = (Layers::default(), Palette::of(Theme::Light));
        let flows = vec![Weight::Hidden; scene.overview.flows.len()];
        let bundles = vec![Weight::Hidden; scene.bundles.len()];
        for view in first_views() {
            let zoom = view.camera.zoom;
            let overview = InOverview {
                flows: &flows,
                strength: 1.0,
            };
            let placed = marks::place(
                &Painting {
                    overview: Some(overview),
                    weights: &bundles,
                    ..painting(&atlas, &scene, view, (&layers, &palette))
                },
                &[],
                &[],
            );
            let (missing, in_view) = without_number(&scene, &view, &placed);
            for (fill, name) in &missing {
                let is_strong = matches!(fill, Some(Fill::Step(3..)));
                assert!(!is_strong, "{name} at {zoom}");
            }
            assert!(in_view > 40);
            assert!(missing.len() <= 3, "{missing:?} at {zoom}");
        }
    }

    /// Nobody can point at a place of a picture, or come nearer: each has its number, in the small maps of
    /// a sheet as well.
    #[test]
    fn in_a_picture_every_place_in_view_has_its_number() {
        let atlas = shipped();
        let scene = scene(&atlas, atlas.span().expect("dated reports"));
        let (layers, palette) = (Layers::default(), Palette::of(Theme::Light));
        let bundles = vec![Weight::Hidden; scene.bundles.len()];
        let mut seen = 0;
        let small = [
            (7.4, (294.0, 180.0)),
            (8.6, (294.0, 180.0)),
            (7.0, (600.0, 400.0)),
        ];
        for (zoom, (x, y)) in small {
            let view = View {
                camera: Camera {
                    center: Coord { x: 46.2, y: 39.9 },
                    zoom,
                },
                size: Px { x, y },
            };
            let overview = InOverview {
                flows: &[],
                strength: 1.0,
            };
            let placed = marks::place(
                &Painting {
                    overview: Some(overview),
                    weights: &bundles,
                    records: Records::Each(&[]),
                    ..painting(&atlas, &scene, view, (&layers, &palette))
                },
                &[],
                &[],
            );
            let strips = scene.overview.strips.iter().enumerate();
            let in_view = strips.filter(|(_, strip)| view.sees(view.project(strip.at), 0.0));
            for (index, strip) in in_view {
                let kind = LabelKind::Strip(index);
                let written = placed.iter().filter(|label| label.kind == kind).count();
                assert_eq!(written, 1, "{} at {zoom}", strip.name);
                seen += 1;
            }
        }
        assert!(seen > 40, "{seen}");
    }

    /// The counts of clusters, and the numbers of districts beside them, can both be read.
    #[test]
    fn no_number_or_name_stands_across_the_count_of_a_cluster() {
        let atlas = shipped();
        let scene = scene(&atlas, atlas.span().expect("dated reports"));
        let (layers, palette) = (Layers::default(), Palette::of(Theme::Light));
        let bundles = vec![Weight::Hidden; scene.bundles.len()];
        let cluster = Cluster {
            at: to_world(Coord { x: 46.2, y: 39.9 }),
            records: 4_356,
            by_reporter: vec![(ReporterId::from_index(0), 4_356)],
            corners: [to_world(Coord { x: 46.2, y: 39.9 }); 2],
        };
        for view in first_views() {
            let middle = |column: u16, row: u16| Px {
                x: view.size.x * (0.35 + 0.12 * f32::from(column)),
                y: view.size.y * (0.3 + 0.18 * f32::from(row)),
            };
            let grid = (0..9).map(|index| (&cluster, middle(index % 3, index / 3), 26.0));
            let clusters: Vec<(&Cluster, Px, f32)> = grid.collect();
            let overview = InOverview {
                flows: &[],
                strength: 1.0,
            };
            let placed = marks::place(
                &Painting {
                    overview: Some(overview),
                    weights: &bundles,
                    clusters: &clusters,
                    ..painting(&atlas, &scene, view, (&layers, &palette))
                },
                &[],
                &[],
            );
            for label in &placed {
                let low = label.middle - label.size / 2.0;
                let high = label.middle + label.size / 2.0;
                for (_, at, radius) in &clusters {
                    let beside = Px {
                        x: (low.x - at.x).max(at.x - high.x).max(0.0),
                        y: (low.y - at.y).max(at.y - high.y).max(0.0),
                    };
                    assert!(beside.x.hypot(beside.y) >= radius - 0.01, "{}", label.text);
                }
            }
            let (missing, in_view) = without_number(&scene, &view, &placed);
            assert!(
                missing.is_empty() && in_view > 40,
                "{missing:?} of {in_view}"
            );
        }
    }
}
