(ALARM PS0127 line 2 column 1)
G00 X1 #1=5
