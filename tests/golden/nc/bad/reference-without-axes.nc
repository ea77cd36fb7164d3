(ALARM PS0010 line 2 column 5)
G91 G28
