"""Where articles come from: folders of files, JSON lines, Parquet, WARC; each also compressed."""
