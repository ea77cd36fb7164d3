(ALARM PS0006 line 2 column 4)
G0 X-
