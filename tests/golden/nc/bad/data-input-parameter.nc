(ALARM PS1144 line 2 column 1)
G10 L50
