(ALARM PS0043 line 2 column 1)
M06
