(ALARM PS0118 line 2 column 9)
#1=[[[[[[1]]]]]]
