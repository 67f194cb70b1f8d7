//! Dates and times that cannot be read.

phrases! {
    not_a_day(text: &str, why: &str) {
        English("'{text}' is not a date: {why} (use the form 2022-08-07)")
    }
    incomplete { English("year, month or day is missing") }
    not_understood(word: &str) { English("'{word}' is neither a number nor a month") }
    two_meanings(one: &str, other: &str) {
        English("it may be {one} or {other}: write 7.8.2022 or 7 aug 2022")
    }
    year_of_four_digits { English("the year needs four digits") }
    ends_before { English("the last day comes before the first") }
    year_missing { English("the year is missing") }
    not_numbers { English("year, month and day must be numbers") }
    no_such_month { English("there is no such month") }
    no_such_day { English("the month has no such day") }
    year_out_of_range { English("the year is out of range") }
    not_a_time { English("the time of day must have the form 20:30") }

    no_date { English("not a date") }
    short_year {
        English("ambiguous date: its year has two digits; set whether the day or the month comes first")
    }
    unknown_zone { English("its time zone is unknown (known are UTC, offsets such as +04:00, letters such as MSK, CET, EET and EST, and Moscow, Baku and Yerevan)") }
    other_order {
        English("its day and month are in a different order than in the other dates of the column")
    }
    days_from_1970(text: &str, day: &str) {
        English("numbers such as {text} are read as days since 1970, as R counts them: {day}; in a spreadsheet they would \
                 be days of a century ago")
    }
    weeks(text: &str) {
        English("a column of weeks: days such as {text} are read as the first of seven")
    }
    bare_clocks(text: &str) {
        English("times of day are numbers without a colon: {text} is {}:{}", &format!("{text:0>4}")[..2], &format!("{text:0>4}")[2..])
    }
    short_years(text: &str, day: &str) {
        English("years of two digits are read as those from 1970 to 2069: {text} is {day}")
    }
    zone_or_end {
        English("the part after the time of day may be a time zone or an end: write 09:00 – 11:00, or the \
                 zone as UTC-5")
    }
    midnights(hours: i64, looked_at: usize) {
        English("all times of the first {looked_at} records are midnight in UTC{}: midnights are read as days",
                if hours == 0 { String::new() } else { format!("+{hours}") })
    }
    hours_or_minutes {
        English("it may be from one hour to another, or hours and minutes: write 09:00-12:00 or 09:12")
    }
    two_clocks { English("the date states a different time of day, which is used") }
    order_of_column(order: &str, example: &str) {
        English("dates such as 3/4/2023 are read {order}, as {example} shows")
    }
    order_of_others(order: &str, example: &str) {
        English("dates such as 3/4/2023 are read {order}, as {example} in another column shows")
    }
    ambiguous { English("ambiguous date: set whether the day or the month comes first") }
}
