"""What the pages of all apps share: the frame, fields for amounts and dates, filters, rights on views."""
