    if (!place) return [];
    const from = offsetIn(TEXT.text, place.line, place.column);
    const to = Math.max(from, offsetIn(TEXT.text, place.end_line, place.end_column));
    const actions = fixes.map((fix, choice) => ({name: withoutCode(fix.message), apply: () => void applyFix(number, choice)}));
    return [{from, to, severity: severity === "note" ? "info" : severity, message: plainMessage(finding), actions}];
  }));
