//! Whether the figure of what others deny or dispute says so, at both ends, and within the room it has.

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::svg::letters::Embedded;
    use crate::{
        io::{Source, read_data_folder},
        model::{Atlas, Day, Language, Window},
        query::{
            Filters, Question, ask,
            ties::{
                Judged, Verdicts,
                events::{Events, Gathered},
                held, known,
                rule::{Pairs, Thresholds},
            },
        },
        scene::{
            Bundle, Camera, LabelKind, Layers, OverviewChoice, Palette, PointDisplay, Scene,
            Shading, Theme, View,
            bundle::{Dispute, holding, keep_mutual, lit},
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
        composed(atlas, (window, Filters::default()), verdicts, None)
    }

    fn composed(
        atlas: &Atlas,
        (window, filters): (Window, Filters),
        verdicts: &Verdicts,
        events: Option<&Events>,
    ) -> Scene {
        let question = Question { window, filters };
        let answer = ask(atlas, &question);
        compose(Composition {
            overview: &OverviewChoice::default(),
            beside: None,
            events,
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
        days(text, text)
    }

    fn days(first: &str, last: &str) -> Window {
        let [first, last] = [first, last].map(|day| Day::parse(day).expect("a day"));
        Window::days(first, last)
    }

    /// A figure as it is drawn.
    struct Drawn {
        bundle: usize,
        /// Its words from left to right, each with where it begins and ends.
        texts: Vec<(f32, f32, String)>,
        /// Where the lines of its signs begin and end.
        signs: Vec<f32>,
    }

    impl Drawn {
        fn words(&self) -> Vec<&str> {
            self.texts.iter().map(|(_, _, words)| &**words).collect()
        }
    }

    /// All figures of a scene. Nothing of any covers another, or leaves the room it has.
    fn figures(atlas: &Atlas, scene: &Scene) -> Vec<Drawn> {
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
        let mut painting = Painting::new((atlas, scene), &layers, &palette, view, &Embedded);
        let placed = marks::place(&painting, &[], &[]);
        let mut figures = Vec::new();
        for figure in &placed {
            let LabelKind::Figure(bundle) = figure.kind else {
                continue;
            };
            painting.placed = std::slice::from_ref(figure);
            let mut drawn = Vec::new();
            marks::written(&painting, &mut drawn);
            let half = figure.size / 2.0;
            let mut texts: Vec<(f32, f32, String)> = Vec::new();
            let mut signs = Vec::new();
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
                    } => signs.extend(line.iter().map(|at| at.x)),
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
            figures.push(Drawn {
                bundle,
                texts,
                signs,
            });
        }
        figures
    }

    /// The figures of a day that have a cross: their words from left to right.
    fn crossed(atlas: &Atlas, window: Window) -> Vec<Vec<String>> {
        let scene = scene(atlas, window, &Verdicts::new());
        let mut crossed = Vec::new();
        for figure in figures(atlas, &scene) {
            let (texts, cross) = (&figure.texts, &figure.signs);
            let bundle = &scene.bundles[figure.bundle];
            if !bundle.disputed_by.is_empty() {
                continue;
            }
            assert_eq!(cross.is_empty(), bundle.denied_by.is_empty());
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
            crossed.push(figure.words().into_iter().map(str::to_owned).collect());
        }
        crossed.sort();
        crossed
    }

    /// The words of the figures that others dispute.
    fn disputed(atlas: &Atlas, scene: &Scene) -> Vec<Vec<String>> {
        let figures = figures(atlas, scene);
        let figures = figures.iter().filter(|figure| figure.texts.len() > 2);
        let mut words: Vec<Vec<String>> = figures
            .map(|figure| figure.words().into_iter().map(str::to_owned).collect())
            .collect();
        words.sort();
        words
    }

    fn events_of(atlas: &Atlas) -> Events {
        let (thresholds, verdicts) = (Thresholds::default(), Verdicts::new());
        let ties = held(atlas, &mut Pairs::default(), &thresholds, &verdicts);
        Gathered::default().events(atlas, &thresholds, ties)
    }

    /// Read in `data/reports.json` and `data/ties.json`. The ministry of Armenia says on 6 August 2022 that
    /// Zod was fired at, without a number; the Russian bulletin of the 7th to the 8th has one violation
    /// there, and a tie says that both speak of the same. On the 7th to the 8th the ministry of Azerbaijan
    /// claims six incidents of fire from the same district, Vardenis, and four from the peacekeepers' area,
    /// in which the Defence Army says that it was fired at.
    #[test]
    fn a_disputed_joint_has_both_figures_side_by_side_its_own_first() {
        let atlas = shipped();
        let events = events_of(&atlas);
        let none = Verdicts::new();
        let look = |window, filters| composed(&atlas, (window, filters), &none, Some(&events));
        let three = days("2022-08-06", "2022-08-08");
        let scene = look(three, Filters::default());
        assert_eq!(
            disputed(&atlas, &scene),
            [
                vec!["AM", "?", "AZ", "6", "RU", "1"],
                vec!["AZ", "4", "NK", "?"],
                vec!["AZ", "6", "AM", "?"],
                vec!["NK", "?", "AZ", "4"],
                vec!["RU", "1", "AM", "?"],
            ]
        );
        // A figure beside another changes neither.
        let plain = composed(&atlas, (three, Filters::default()), &none, None);
        for (bundle, plain) in scene.bundles.iter().zip(&*plain.bundles) {
            assert_eq!(bundle.figure, plain.figure);
        }
        // What is not shown stands beside nothing: the bulletin where it is hidden, the claim of the 6th
        // where only the 7th and 8th are looked at.
        let mut filters = Filters::default();
        filters.hidden_reporters.insert("ru-mod".into());
        let without = disputed(&atlas, &look(three, filters));
        assert_eq!(without[0], ["AM", "?", "AZ", "6"]);
        let two = days("2022-08-07", "2022-08-08");
        assert_eq!(
            disputed(&atlas, &look(two, Filters::default())),
            [["AZ", "4", "NK", "?"], ["NK", "?", "AZ", "4"]]
        );
        // Of 15 August 2023 the mission and the ministry of Armenia, neither of whom states a number, say
        // the same: nothing stands between them.
        let same = look(day("2023-08-15"), Filters::default());
        assert_eq!(disputed(&atlas, &same), [["AM", "?", "AZ", "EU"]]);
        assert!(same.bundles.iter().all(|of| of.disputed_by.is_empty()));
    }

    #[test]
    fn of_several_claims_it_is_said_how_many_are_disputed() {
        let atlas = shipped();
        let events = events_of(&atlas);
        let window = days("2022-07-01", "2022-08-31");
        let none = Verdicts::new();
        let scene = composed(&atlas, (window, Filters::default()), &none, Some(&events));
        // Of three claims of the Defence Army of fire at the area, that of 3 August and that of the 7th have
        // claims of fire from there beside them: one without a number, and one of four incidents.
        let beside = ["NK", "? ×3", "AZ", "4+ ×2 (2/3)"].map(str::to_owned);
        assert!(disputed(&atlas, &scene).contains(&beside.to_vec()));
        for bundle in scene.bundles.iter() {
            for disputed in &bundle.disputed_by {
                assert_ne!(disputed.reporter, bundle.reporter);
                assert!((1..=bundle.figure.claims()).contains(&disputed.claims));
            }
        }
    }

    #[test]
    fn each_of_two_that_accuse_each_other_is_lit_with_the_other() {
        let atlas = shipped();
        let events = events_of(&atlas);
        let window = day("2022-08-08");
        let none = Verdicts::new();
        let scene = composed(&atlas, (window, Filters::default()), &none, Some(&events));
        for (at, bundle) in scene.bundles.iter().enumerate() {
            let lit = lit(&scene.bundles, &bundle.key);
            assert_eq!(lit[0], at);
            assert_eq!(lit.len() > 1, !bundle.disputed_by.is_empty());
        }
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
        use crate::model::{TieKind, Verdict};
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
                denials.filter(|tie| tie.tie.kind == TieKind::Denies && tie.is_filed() == is_filed);
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
    fn what_the_accused_claims_stays_beside_a_figure_until_events_are_made_anew() {
        let atlas = shipped();
        let none = Verdicts::new();
        let ties = held(&atlas, &mut Pairs::default(), &Thresholds::default(), &none);
        let events = Gathered::default().events(&atlas, &Thresholds::default(), ties);
        let august = days("2022-08-07", "2022-08-08");
        let asked = || (august, Filters::default());
        let before = composed(&atlas, asked(), &none, Some(&events));
        let now = composed(&atlas, asked(), &none, None);
        let mutual = |bundles: &[Bundle]| {
            let all = bundles.iter().flat_map(|bundle| &bundle.disputed_by);
            all.filter(|of| of.how == Dispute::Mutual).count()
        };
        // By hand: AZ 4 and NK ?, each beside the other.
        assert_eq!((mutual(&before.bundles), mutual(&now.bundles)), (2, 0));
        let mut kept = now.bundles.to_vec();
        keep_mutual((&atlas, &mut kept), (&atlas, &before.bundles));
        let said = |bundles: &[Bundle]| -> Vec<_> {
            bundles.iter().map(|of| of.disputed_by.clone()).collect()
        };
        assert_eq!(said(&kept), said(&before.bundles));
        // A second time nothing is said twice, and beside another figure nothing is.
        keep_mutual((&atlas, &mut kept), (&atlas, &before.bundles));
        assert_eq!(said(&kept), said(&before.bundles));
        let mut others = now.bundles.to_vec();
        for bundle in &mut others {
            bundle.figure.uncounted += 1;
        }
        keep_mutual((&atlas, &mut others), (&atlas, &before.bundles));
        assert_eq!(mutual(&others), 0);
    }

    #[test]
    fn what_is_said_in_an_event_is_in_the_bundles_that_hold_its_records() {
        let atlas = shipped();
        let august = days("2022-08-07", "2022-08-08");
        let question = Question {
            window: august,
            filters: Filters::default(),
        };
        let answer = ask(&atlas, &question);
        let scene = scene(&atlas, august, &Verdicts::new());
        let shown = (&*atlas, &answer, august);
        for (at, bundle) in scene.bundles.iter().enumerate() {
            let records = bundle.records(&atlas, &answer, august, &scene.tints);
            let records = records.into_iter().collect();
            let found = holding(&scene.bundles, shown, &scene.tints, &records);
            assert_eq!(found, [at].into());
        }
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
