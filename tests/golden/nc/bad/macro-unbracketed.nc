(ALARM PS0009 line 2 column 8)
G00 X#1+5
