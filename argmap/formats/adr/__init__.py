"""Decision records: Markdown with the headings of MADR (versions 2 to 4) or of Nygard."""
