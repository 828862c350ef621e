"""What is bought and from whom: the kinds and the sizes that published tables add up by."""

GOODS, WORKS, SERVICES = "货物", "工程", "服务"
MEDIUM, SMALL = ("中型", "小型", "微型"), ("小型", "微型")  # sizes that count as 中小企业 and as 小微企业
SIZES = ("大型", *MEDIUM, "其他")
