(ALARM PS0020 line 3 column 5 fanuc-lathe-a)
T0101 S400 M03
G02 U20. W-9. I8. F0.1
