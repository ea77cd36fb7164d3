(ALARM PS0115 line 2 column 2)
#400=1
