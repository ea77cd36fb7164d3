(ALARM PS0131 line 2 column 1)
#3000=777
