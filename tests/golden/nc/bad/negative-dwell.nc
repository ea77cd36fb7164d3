(ALARM PS0006 line 2 column 5)
G04 X-1.
