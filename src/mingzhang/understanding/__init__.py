"""From a report to a document: place, kind, unit and year, sections, facts."""
