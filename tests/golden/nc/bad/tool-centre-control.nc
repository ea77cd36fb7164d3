(ALARM PS0010 line 2 column 1)
G43.4 H1
