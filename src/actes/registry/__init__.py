"""The register on disk: YAML text with its places, read into the model."""
