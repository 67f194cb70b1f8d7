//! Whether the figure of what others deny says so, at both ends, and within the room it has.

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::svg::letters::Embedded;
    use crate::{
        io::{Source, read_data_folder},
        model::{Atlas, Day, Language, Window},
        query::{
            Filters, Question, ask,
            ties::{Judged, Verdicts, known},
        },
        scene::{
            Camera, LabelKind, Layers, OverviewChoice, Palette, PointDisplay, Scene, Shading,
            Theme, View,
            bundle::lit,
            compose::{Composition, compose},
            marks::{self, Letters as _, Mark, Painting, Shape},
            px,
            tint::Tints,
        },
    };

    fn shipped() -> Arc<Atlas> {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
        Arc::new(Atlas::build(draft).0)
    }

    fn scene(atlas: &Atlas, window: Window, verdicts: &Verdicts) -> Scene {
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
            verdicts,
        })
    }

    fn day(text: &str) -> Window {
        let day = Day::parse(text).expect("a day");
        Window::days(day, day)
    }

    /// The figures of a day that have a cross: their words from left to right.
    fn crossed(atlas: &Atlas, window: Window) -> Vec<Vec<String>> {
        let scene = scene(atlas, window, &Verdicts::new());
        let joints = scene.bundles.iter().map(|bundle| bundle.joint.at);
        let center = joints.clone().next().map(crate::scene::to_lon_lat);
        let view = View {
            camera: Camera {
                center: center.expect("a bundle"),
                zoom: 8.0,
            },
            size: px(1600.0, 1200.0),
        };
        let (layers, palette) = (Layers::default(), Palette::of(Theme::Light));
        let mut painting = Painting::new((atlas, &scene), &layers, &palette, view, &Embedded);
        let placed = marks::place(&painting, &[], &[]);
        let mut crossed = Vec::new();
        for figure in &placed {
            let LabelKind::Figure(index) = figure.kind else {
                continue;
            };
            painting.placed = std::slice::from_ref(figure);
            let mut drawn = Vec::new();
            marks::written(&painting, &mut drawn);
            let half = figure.size / 2.0;
            let mut texts: Vec<(f32, f32, String)> = Vec::new();
            let mut cross = Vec::new();
            let is_open = |mark: &&Mark| matches!(mark, Mark::Open(_));
            let from = drawn
                .iter()
                .position(|mark| is_open(&mark))
                .expect("a figure");
            for mark in &drawn[from..] {
                match mark {
                    Mark::Text { at, words, style } => {
                        let wide = Embedded.size(words, style.size, style.strong).x;
                        texts.push((at.x - wide / 2.0, at.x + wide / 2.0, words.to_string()));
                    }
                    Mark::Stroke {
                        shape: Shape::Open(line),
                        ..
                    } => cross.extend(line.iter().map(|at| at.x)),
                    _ => {}
                }
            }
            texts.sort_by(|a, b| a.0.total_cmp(&b.0));
            // Nothing of it covers another, or leaves the room.
            let (low, high) = (figure.middle.x - half.x, figure.middle.x + half.x);
            assert!(low < texts[0].0 && texts[texts.len() - 1].1 < high);
            assert!(
                texts.windows(2).all(|pair| pair[0].1 < pair[1].0),
                "{texts:?}"
            );
            assert_eq!(cross.is_empty(), scene.bundles[index].denied_by.is_empty());
            if cross.is_empty() {
                assert_eq!(texts.len(), 2, "who, and how many: {texts:?}");
                continue;
            }
            assert_eq!(cross.len(), 4, "two lines");
            let behind_number = texts[1].1;
            let before_denier = texts[2].0;
            assert!(
                cross
                    .iter()
                    .all(|x| behind_number < *x && *x < before_denier)
            );
            crossed.push(texts.into_iter().map(|(_, _, words)| words).collect());
        }
        crossed.sort();
        crossed
    }

    #[test]
    fn the_figure_of_a_denied_claim_has_a_cross_and_the_letters_of_who_denies() {
        let atlas = shipped();
        // News.Az, 1 June 2023: fire from the peacekeepers' area at Shusha at 10:00, denied by the
        // Defence Army as NEWS.am has it. The claim of Tovuz in the same report nobody denies.
        assert_eq!(crossed(&atlas, day("2023-06-01")), [["AZ", "?", "NK"]]);
        // Armenpress: Khoznavar, 22:20 on 23 April 2025, denied by the other ministry on the 24th. Its
        // denial speaks of the 23rd, in two publications, and is one denial.
        assert_eq!(crossed(&atlas, day("2025-04-23")), [["AM", "?", "AZ"]]);
        // Verin Shorzha, 15 August 2023: denied by the ministry and by the mission, neither of which
        // names a place.
        assert_eq!(
            crossed(&atlas, day("2023-08-15")),
            [["AM", "?", "AZ", "EU"]]
        );
        // The days the window opens with hold no denial.
        assert!(crossed(&atlas, day("2022-08-07")).is_empty());
        assert!(crossed(&atlas, day("2022-08-08")).is_empty());
    }

    #[test]
    fn what_is_proposed_is_no_cross_until_it_is_accepted_and_what_is_rejected_none() {
        use crate::{
            model::{TieKind, Verdict},
            query::ties::{
                held,
                rule::{Pairs, Thresholds},
            },
        };
        let atlas = shipped();
        let all = atlas.span().expect("dated reports");
        let denied = |verdicts: &Verdicts| {
            let scene = scene(&atlas, all, verdicts);
            let deniers = scene.bundles.iter().flat_map(|bundle| &bundle.denied_by);
            deniers.map(|denied| denied.claims).sum::<u32>()
        };
        let none = Verdicts::new();
        let ties = held(&atlas, &mut Pairs::default(), &Thresholds::default(), &none);
        let judged = |is_filed: bool, verdict: Verdict| {
            let denials = ties.iter();
            let denials =
                denials.filter(|tie| tie.tie.kind == TieKind::Denies && tie.is_filed == is_filed);
            let of = denials.map(|tie| Judged {
                from: tie.tie.from.clone(),
                to: tie.tie.to.clone(),
            });
            of.map(|of| (of, verdict)).collect::<Verdicts>()
        };
        let proposed = judged(false, Verdict::Accepted);
        assert!(!proposed.is_empty());
        let before = denied(&none);
        assert!(before > 10, "{before}");
        assert!(denied(&proposed) > before);
        assert_eq!(denied(&judged(false, Verdict::Rejected)), before);
        assert_eq!(denied(&judged(true, Verdict::Rejected)), 0);
        // By the file: 27 denials and two more ties are stated; the two that it has inferred are not known.
        assert_eq!(known(&atlas, &none).len(), 27 + 2);
    }

    #[test]
    fn what_denies_and_what_is_denied_are_lit_together() {
        let atlas = shipped();
        let scene = scene(&atlas, day("2023-06-01"), &Verdicts::new());
        let named = |start: &str| {
            let mut keys = scene.bundles.iter().map(|bundle| &*bundle.key.0);
            let at = keys.position(|key| key.starts_with(start));
            at.unwrap_or_else(|| panic!("no {start}"))
        };
        let [claim, denial] = [
            named("az-mod|nk|said|@peacekeepers|shusha"),
            named("nk-mod|nk|denied"),
        ];
        let lit = |at: usize| lit(&scene.bundles, &scene.bundles[at].key);
        assert_eq!(lit(claim), [claim, denial]);
        assert_eq!(lit(denial), [denial, claim]);
        let others = scene.bundles.iter().enumerate();
        let mut others = others.filter(|(at, _)| ![claim, denial].contains(at));
        assert!(others.all(|(at, _)| lit(at) == [at]));
    }
}
