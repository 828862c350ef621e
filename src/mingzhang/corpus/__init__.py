"""文件库: what any number of documents say, what was found in them and how far they were read, as Parquet."""
