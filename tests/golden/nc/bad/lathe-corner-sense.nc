(ALARM PS0054 line 4 column 1 fanuc-lathe-a)
T0101 S400 M03 F0.2
G01 W-9. I2.
U-9.
