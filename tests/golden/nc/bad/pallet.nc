(ALARM PS0010 line 2 column 1)
M60
