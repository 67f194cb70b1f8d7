//! A map as a page for browsers.

phrases! {
    play { English("Play") }
    pause { English("Pause") }
    all { English("All days") }
    timeline { English("Timeline") }
    reports { English("Reports") }
    clear { English("Show all reports of these days") }
    none { English("No reports in these days.") }
    no_small_maps { English("A page for browsers has one map and a timeline: small maps are drawn as svg, png or pdf.") }
    by_day { English("one bar a day") }
    by_week { English("one bar every seven days") }
    by_month { English("one bar a month") }
    more(left: usize, shown: usize) {
        English("{} are not listed here: a page lists at most {shown}.", super::units::reports(left))
    }
}
