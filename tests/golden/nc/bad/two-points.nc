(ALARM PS0007 line 2 column 5)
G00 X1.2.3
