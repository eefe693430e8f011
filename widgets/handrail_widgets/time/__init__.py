"""Calendar days, lengths of time, calendar files, and time that runs."""
