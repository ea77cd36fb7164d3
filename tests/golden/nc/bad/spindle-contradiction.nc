(ALARM PS0010 line 2 column 5)
M03 M05
