(ALARM PS0009 line 2 column 9)
G00 X10 W5
