(ALARM PS0011 line 2 column 9)
G01 X10 F0
