"""绩效管理（考评）: a year's appraisal of all units, from the timetable to the feedback reports."""
