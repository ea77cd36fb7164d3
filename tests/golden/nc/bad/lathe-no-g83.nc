(ALARM PS0010 line 2 column 1 fanuc-lathe-a)
G83 Z-50. Q5000 F0.1
