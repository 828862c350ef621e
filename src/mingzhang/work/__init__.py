"""The verbs: read, check and explain; each takes files and gives results, the command line only shows them."""
