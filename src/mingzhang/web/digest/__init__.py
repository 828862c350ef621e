"""舆情信息摘编: the desk of the digest, its issues, their signature and what readers made of them."""
