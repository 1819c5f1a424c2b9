"""Files against what an entry composes: which document each file is, what changed in it, which facts changed."""
