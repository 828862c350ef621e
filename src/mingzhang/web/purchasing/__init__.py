"""购买服务: selection, contracts, acceptance and payment of what units buy, with who answers for each."""
