(ALARM PS0011 line 3 column 1 fanuc-lathe-a)
T0101 S400 M03
G32 Z-200.
