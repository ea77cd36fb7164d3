(ALARM PS0005 line 2 column 1)
GO X10
