(ALARM PS0010 line 2 column 1)
G54.1 X0
