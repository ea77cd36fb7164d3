(ALARM PS0007 line 2 column 1)
S1000. M03
