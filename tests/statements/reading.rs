//! What is not understood is told, and nothing is guessed.

use super::*;

#[test]
fn a_count_a_year_and_a_place_are_never_guessed() {
    // Dozens are no figure; more than so many is that, and no exact number.
    for words in ["dozens of times", "several times"] {
        let text = format!("On May 3 Azerbaijani forces fired {words} at positions near Sotk.");
        let report = report("am-mod", "2022-05-04", &text);
        assert_eq!(report.claims[0].count, None, "{text}");
    }
    let text = "On May 3 Azerbaijani forces fired more than 40 times at positions near Sotk.";
    let more = report("am-mod", "2022-05-04", text);
    assert_eq!(more.claims[0].count, Some(Amount::MoreThan(40)));
    let text = "On May 3 Azerbaijani forces fired at Armenian positions near Sotk.";
    let undated = reader()
        .read(text, &about("am-mod", ""))
        .expect("a statement");
    assert_eq!(undated.report.claims[0].when.stated().0, None);
    assert!(
        undated
            .remarks
            .iter()
            .any(|remark| remark.what.contains("its year"))
    );
    // A day after publication is one of the year before.
    let before = report(
        "am-mod",
        "2023-01-02",
        "On December 31 Azerbaijani forces fired near Sotk.",
    );
    let start = before.claims[0].when.stated().0.expect("a day");
    assert_eq!(start.to_string(), "2022-12-31");
}

#[test]
fn a_name_nobody_knows_is_noted_and_its_region_still_counts() {
    let text =
        "On May 3 Armenian units fired at positions in Qwertabad settlement of Kalbajar region.";
    let reading = reader()
        .read(text, &about("az-mod", "2022-05-03"))
        .expect("a statement");
    assert_eq!(
        sites(&reading.report.claims[0].targets),
        "kalbajar/Qwertabad"
    );
    let remark = reading
        .remarks
        .iter()
        .find(|remark| remark.what.contains("no place of this name"));
    assert_eq!(&text[remark.expect("a remark").span.clone()], "Qwertabad");
}

#[test]
fn every_fact_has_the_words_it_was_read_from() {
    let text =
        "On May 3 Armenian forces fired 7 times with mortars at positions in the Lachin district.";
    let reading = reader()
        .read(text, &about("az-mod", "2022-05-03"))
        .expect("a statement");
    let facts: Vec<String> = reading
        .facts
        .iter()
        .map(|fact| {
            format!(
                "{:?} {} = {}",
                fact.kind,
                &text[fact.span.clone()],
                fact.means
            )
        })
        .collect();
    assert_eq!(
        facts,
        [
            "Time May 3 = 2022-05-03",
            "Side Armenian forces = armenia",
            "Activity fired = fire",
            "Count 7 times = 7",
            "Weapon mortars = mortar",
            "Place Lachin = lachin",
        ]
    );
}

#[test]
fn what_is_no_statement_is_refused_or_said_to_hold_none() {
    let refused = |text: &str| reader().read(text, &About::default()).expect_err("refused");
    assert_eq!(refused(" \n\t"), StatementError::Empty);
    assert!(matches!(refused("a\0b"), StatementError::Binary { at: 1 }));
    assert_eq!(refused(&"x ".repeat(3 << 20)), StatementError::TooLong);
    let other = "Rebels shelled the town of Goma on Monday, the Congolese army said.";
    let reading = reader().read(other, &About::default()).expect("text");
    assert!(reading.is_empty(), "{:?}", reading.report);
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.what.contains("no report of fire"))
    );
}

#[test]
fn what_another_says_is_left_out_with_a_note() {
    let text = "Armenian units fired at positions in the Lachin district on May 3. The Ministry of \
                Defence of Armenia said that Azerbaijani forces fired near Sotk.";
    let reading = reader()
        .read(text, &about("az-mod", "2022-05-03"))
        .expect("a statement");
    assert_eq!(reading.report.claims.len(), 1);
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.what.contains("other than the reporter"))
    );
}

/// What the shipped reports say, written as sentences of our own and read again. Bulletins of the years of
/// the line of contact list a district behind its own villages, which is read as said already: they are
/// counted apart.
#[test]
fn a_report_written_as_sentences_is_read_again_as_it_was() {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
    let [mut of_2021_to_2023, mut of_other_years] = [(0, Vec::new()), (0, Vec::new())];
    let is_recent = |report: &ReportDraft| {
        let day = report.id.split('/').nth(1).unwrap_or_default();
        let year = day.get(..4).and_then(|year| year.parse::<u32>().ok());
        year.is_none_or(|year| (2021..=2023).contains(&year))
    };
    for before in draft
        .reports
        .iter()
        .filter(|report| report.claims.iter().any(|claim| !claim.denied))
    {
        let text = in_sentences(before, reader().atlas());
        let about = About {
            reporter: Some(before.reporter.clone()),
            published: before.published,
            language: Some("en".to_owned()),
        };
        let after = reader().read(&text, &about).expect("a statement").report;
        let ends = |report: &ReportDraft| -> Vec<String> {
            let claims = report.claims.iter();
            claims
                .filter(|claim| !claim.denied)
                .map(|claim| {
                    format!(
                        "{:?} {} > {} x{:?}",
                        claim.by,
                        sites(&claim.origins),
                        sites(&claim.targets),
                        claim.count
                    )
                })
                .collect()
        };
        let (kept, lost) = match is_recent(before) {
            true => &mut of_2021_to_2023,
            false => &mut of_other_years,
        };
        match ends(before) == ends(&after) {
            true => *kept += 1,
            false => lost.push(format!(
                "{}\n  {:#?}\n  {:#?}\n  {text}",
                before.id,
                ends(before),
                ends(&after)
            )),
        }
    }
    let bars = [(of_2021_to_2023, 90), (of_other_years, 70)];
    for ((kept, lost), percent) in bars {
        println!("{kept} kept, {} lost\n{}", lost.len(), lost.join("\n"));
        assert!(
            kept * 100 >= (kept + lost.len()) * percent,
            "{kept} kept, {} lost",
            lost.len()
        );
    }
}
