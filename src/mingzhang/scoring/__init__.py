"""One scoring engine: an indicator tree with weights, typed rules as data, and a trace behind every score.

It serves the self-evaluation of projects, the scoring tables of evaluation reports and the appraisal of
departments.  :func:`~mingzhang.scoring.engine.score` is the way in.
"""
