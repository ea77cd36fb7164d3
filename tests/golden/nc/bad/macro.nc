(ALARM PS0009 line 2 column 1)
#100=5
