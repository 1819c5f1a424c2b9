"""Days and durations held against one another: a length and its ends, what comes first, what is the same."""
