(ALARM PS0076 line 2 column 1)
M98
M30
