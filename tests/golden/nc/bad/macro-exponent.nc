(ALARM PS0111 line 2 column 4)
#1=EXP[3000]
