(ALARM PS0010 line 2 column 5)
G05 P1
