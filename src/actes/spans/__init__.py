"""Days and durations held against one another: a length and its two ends, what comes first, what is inside, what is the same."""
