"""What knows nothing of maps: texts, files, errors, limits, spelling, memory."""
