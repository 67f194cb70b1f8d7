//! Why work ended before it was done.

phrases! {
    cancelled { English("cancelled") }
    too_much_memory(most_mb: u64) {
        English("reading it would take more than {most_mb} MB of memory, the limit for a file of this size, \
                 so nothing was read: it has very many tiny, empty or repeated parts; remove these, or split \
                 the file")
    }
    too_much_work {
        English("reading it takes far more work than a file of this size should, so nothing was read: its \
                 shapes cross themselves very often, or its queries do not end; repair or simplify the shapes \
                 in QGIS, or export its tables as CSV")
    }
    too_long(minutes: u64) {
        English("reading it was stopped after {minutes} minutes, so nothing was read; split the file, or \
                 export the part you need as CSV")
    }
}
