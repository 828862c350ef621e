"""The district's yearly appraisal of its units: plan, task books, scores, ranks, seals, feedback reports.

Pure calculation on values; :func:`~mingzhang.appraisal.appraise.appraise` is the way in.
"""
