"""The account of one year: filing workbook in, publication out."""
