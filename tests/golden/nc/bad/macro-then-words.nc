(ALARM PS0127 line 2 column 6)
#1=5 G00 X1
