(ALARM PS0043 line 2 column 1 fanuc-lathe-a)
T1313
