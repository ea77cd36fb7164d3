(ALARM PS0007 line 2 column 5)
G04 P1.5
