"""The digest of public opinion 舆情信息摘编: articles told apart, chosen, put into issues, counted; no database."""
