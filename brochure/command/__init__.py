"""The command line: reads what is asked, calls `build` or `check`, and is the only place that prints and exits."""
