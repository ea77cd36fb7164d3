(ALARM PS0010 line 2 column 1)
G33 Z-5 F1.5
