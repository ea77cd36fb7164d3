(ALARM PS0119 line 2 column 4)
#1=SQRT[-1]
