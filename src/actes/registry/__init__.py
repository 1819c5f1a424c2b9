"""The register on disk: YAML text with its places, read into the model.

Text -> nodes that know their line and column (`syntax`) -> values of the model (`reader`, which the model itself
tells what to read) -> a `Register` (`load`). And back: edits spliced into the text (`splice`), comments kept.
"""
