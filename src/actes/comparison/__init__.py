"""Two acts side by side: article by article, fact by fact, and what should have changed and did not.

What `actes diff` shows; a file held against its own entry is another question: `against`.
Contexts in, a `Comparison` out: what each act says, and where. `tasks.confront` makes contexts of entries and files.
"""
