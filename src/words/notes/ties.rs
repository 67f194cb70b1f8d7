//! Notes on ties between claims.

phrases! {
    unknown_kind(word: &str, known: &str) { English("unknown kind of tie \"{word}\"; known are {known}") }
    basis { English("basis of a tie") }
    no_reason { English("the tie gives no reason") }
    with_itself { English("the tie joins a claim with itself") }
    unknown_end { English("no report in the data has this id and claim; the tie is left out") }
    twice { English("duplicate tie; the first is kept") }
    rejected_elsewhere {
        English("one file says that this joins the two, and another that it does not; it counts as joining them")
    }
}

/// A claim of a report, or the report.
pub fn end(report: &str, claim: Option<u32>) -> String {
    claim.map_or_else(|| report.to_owned(), |claim| of_claim(report, claim))
}

phrases! {
    of_claim(report: &str, claim: u32) { English("{report}, claim {claim}") }
}
