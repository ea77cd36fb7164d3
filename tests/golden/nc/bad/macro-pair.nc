(ALARM PS0114 line 2 column 10)
#1=SQRT[4,2]
