"""Archive digitisation (档案数字化): from the catalogue and the images to a package that is handed over.

Pure calculation: codes and retention, boxes and their papers, the course of every item, samples and measured
accuracy, search, packages.  Recognition belongs to the readers, files on disk to the verbs of ``work``.
"""
