(ALARM PS0061 line 4 column 1 fanuc-lathe-a)
T0101 S400 M03 F0.2
G71 U2. R1.
G71 P10 U0.5 W0.1
