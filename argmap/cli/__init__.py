"""The command line, one file for each command: it parses, calls the library, prints, and exits."""
