(ALARM PS0112 line 2 column 4)
#1=5/#2
