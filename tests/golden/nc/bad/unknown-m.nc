(ALARM PS0010 line 2 column 9)
G00 X-5 M77
