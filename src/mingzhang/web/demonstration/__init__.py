"""演示数据: a made-up district, so that a newcomer finds every page filled."""
