(ALARM PS0114 line 2 column 6)
#1=5 ]
