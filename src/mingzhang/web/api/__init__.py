"""接口: what programs of other offices do here, with tokens that people give them."""
