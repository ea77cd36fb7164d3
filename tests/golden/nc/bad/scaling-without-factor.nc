(ALARM PS0141 line 2 column 1)
G51 X0 Y0
