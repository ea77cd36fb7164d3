(ALARM PS0009 line 2 column 5 fanuc-lathe-b)
G00 U5.
