(ALARM PS0010 line 2 column 7)
G54.1 P49 X0
