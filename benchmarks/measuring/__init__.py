"""One module per thing that is measured; each has `measure(bench)`, run in a process of its own."""
