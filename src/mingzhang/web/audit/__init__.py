"""操作日志: every change as a sentence, chained by hashes, only ever added to."""
