(ALARM PS0007 line 3 column 21 fanuc-lathe-a)
T0101 S400 M03 F0.2
G76 U-4. W-30. Q400 P1.3
