"""人员与权限: who may do what, where."""
