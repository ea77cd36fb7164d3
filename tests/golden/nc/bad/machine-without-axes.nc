(ALARM PS0010 line 2 column 5)
G90 G53
