(ALARM PS1144 line 2 column 8)
G10 L2 P9 X5
