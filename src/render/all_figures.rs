//! Whether every figure is written, whatever week is looked at and from however far.

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::svg::letters::Embedded;
    use crate::{
        io::{Source, read_data_folder},
        model::{Atlas, Language, Window, geo::Coord},
        query::{Filters, Question, ask, ties::Verdicts},
        scene::{
            Camera, LabelKind, Layers, OverviewChoice, Palette, Placed, PointDisplay, Px, Scene,
            Shading, Theme, View,
            camera::to_lon_lat,
            compose::{Composition, compose},
            label::MOST_FIGURES,
            marks::{self, Marked, Painting, Records},
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

    /// The figures that are written.
    fn figures(atlas: &Atlas, scene: &Scene, view: View) -> Vec<Placed> {
        let painting = Painting {
            overview: None,
            atlas,
            scene,
            layers: &Layers::default(),
            palette: &Palette::of(Theme::Light),
            view,
            letters: &Embedded,
            weights: &[],
            bundle_words: &[],
            marked: Marked::default(),
            records: Records::OnCard,
            clusters: &[],
            lit: None,
            kept: None,
            placed: &[],
        };
        let mut placed = marks::place(&painting, &[], &[]);
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
}
