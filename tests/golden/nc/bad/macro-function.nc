(ALARM PS0114 line 2 column 4)
#1=PRM[5000]
