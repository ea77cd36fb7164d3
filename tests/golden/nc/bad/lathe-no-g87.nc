(ALARM PS0010 line 2 column 1 fanuc-lathe-a)
G87 X20. Q5000 F0.1
