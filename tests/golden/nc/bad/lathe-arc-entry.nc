(ALARM PS0034 line 3 column 1 fanuc-lathe-a)
T0101 S400 M03
G42 G02 U-20. W-10. R10. F0.1
