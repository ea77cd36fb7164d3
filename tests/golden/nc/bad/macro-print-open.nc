(ALARM PS0114 line 2 column 13)
DPRNT[X#1[53]
