"""文件库: every file once, under the hash of its content."""
