(ALARM PS0062 line 3 column 1 fanuc-lathe-a)
T0101 S400 M03
G76 U-4. W-30. P0 Q400 F2.
