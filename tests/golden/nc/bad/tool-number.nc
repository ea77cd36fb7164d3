(ALARM PS0043 line 2 column 1)
T44 M06
