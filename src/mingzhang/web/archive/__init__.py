"""档案数字化: fonds, items with their codes, boxes, batches of images, quality, search and hand-over."""
