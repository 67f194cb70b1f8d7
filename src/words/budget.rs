//! Why work ended before it was done.

phrases! {
    cancelled { English("cancelled") }
    too_much_memory(most_mb: u64) {
        English("reading it would take more than {most_mb} MB of memory, the most for a file of its \
                 size, and nothing of it was read: it holds very many tiny, empty or repeated parts; \
                 leave these out, or split the file")
    }
    too_much_work {
        English("reading it takes far more work than a file of its size should, and nothing of it was \
                 read: its shapes cross themselves very often, or it asks the database for endless \
                 work; mend or simplify the shapes in QGIS, or export its tables as CSV")
    }
    too_long(minutes: u64) {
        English("reading it was given up after {minutes} minutes, and nothing of it was read; split \
                 the file, or export what is needed of it as CSV")
    }
}
