"""购买服务与采购: selection, contract, acceptance and payment of what an office buys, as pure calculation."""
