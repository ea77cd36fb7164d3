(ALARM PS0062 line 3 column 1 fanuc-lathe-a)
T0101 S400 M03 F0.2
G75 W-9. P1000 Q2000
