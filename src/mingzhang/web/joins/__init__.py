"""贯通: what one wing of the office hands to another, by key: problems, claims, task lines, matters, counts."""
