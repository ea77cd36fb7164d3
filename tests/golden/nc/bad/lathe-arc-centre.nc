(ALARM PS0022 line 3 column 1 fanuc-lathe-a)
T0101 S400 M03
G02 U2. W-9. F0.1
