(ALARM PS0305 line 2 column 1)
G29 X-10
