"""Files against what an entry composes: which document each file is, what changed in it, which facts changed.

What `actes check --against` looks at. Two acts side by side are another question: `comparison`.
"""
