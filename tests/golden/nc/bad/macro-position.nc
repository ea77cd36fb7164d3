(ALARM PS0116 line 2 column 2)
#5021=1
