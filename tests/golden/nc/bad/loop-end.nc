(ALARM PS0124 line 2 column 1)
END1
