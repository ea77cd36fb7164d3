(ALARM PS0126 line 2 column 1)
DO4
