"""What a document says, and where: numbers, places, reports, findings.

Nothing here knows finance or file formats, and nothing but the standard library is needed.
"""
