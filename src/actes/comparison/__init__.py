"""Two acts side by side (`actes diff`): contexts in, a `Comparison` out; a file against its own entry: `against`."""
