(ALARM PS0092 line 2 column 9)
G90 G27 X-5
