"""The web application: one disclosure season, from the first draft to the public page.

The only room that knows Django; one small app for each audience or capability.  It holds no arithmetic and no
rules: what is checked, built or read is done by :mod:`mingzhang.work` and the rooms beneath it.
"""
