(ALARM PS0327 line 4 column 1 fanuc-lathe-a)
T0101 S400 M03 F0.2
G42 G00 U-9. W-9.
G32 W-20. F1.5
