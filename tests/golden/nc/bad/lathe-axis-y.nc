(ALARM PS0009 line 2 column 5 fanuc-lathe-a)
G00 Y5.
