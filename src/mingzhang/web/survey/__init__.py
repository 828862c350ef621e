"""调查: surveys run by the office, from the questionnaire over returns and their review to the reports."""
