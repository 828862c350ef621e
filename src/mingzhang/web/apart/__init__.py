"""另起进程: what is done to documents from outside, in a process of its own with limits, without the database."""
