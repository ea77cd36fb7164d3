(ALARM PS0053 line 3 column 14 fanuc-lathe-a)
T0101 S400 M03 F0.2
G01 W-9. I2. R1.
