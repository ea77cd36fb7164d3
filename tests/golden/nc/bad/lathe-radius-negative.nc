(ALARM PS0023 line 3 column 15 fanuc-lathe-a)
T0101 S400 M03
G02 U2. W-10. R-8. F0.1
