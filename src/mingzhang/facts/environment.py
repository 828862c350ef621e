"""The variables of the environment that the program listens to."""

OWN_PLACES = "MINGZHANG_PLACES"  # a folder with place files of one's own
KEPT_RESULTS = "MINGZHANG_CACHE"  # the folder for results of earlier checks; empty: none are kept
LANGUAGE = "MINGZHANG_LANGUAGE"  # of the command line's own words: en for English
