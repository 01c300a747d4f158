"""Schedules: records that come back at times that people can move and skip, and that remind before.

`schedules` declares a schedule, `fields` has what phones send of it, `recurrence` and `zones` compute its times,
`timetable` adds what was moved or skipped, `occurrences` changes one time, `lead_times` reminds.
"""
