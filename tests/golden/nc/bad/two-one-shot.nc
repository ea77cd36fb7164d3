(ALARM PS0010 line 2 column 5)
G04 G28 Z0
