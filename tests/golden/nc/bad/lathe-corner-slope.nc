(ALARM PS0054 line 3 column 15 fanuc-lathe-a)
T0101 S400 M03 F0.2
G01 U-9. W-9. K1.
