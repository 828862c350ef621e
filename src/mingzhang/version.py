"""The version of the package, the one place that says it."""

VERSION = "0.2.0"
