(ALARM PS0011 line 3 column 12 fanuc-lathe-a)
T0101
G01 Z-200. F0.2
