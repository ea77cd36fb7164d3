(ALARM PS1144 line 2 column 5 fanuc-lathe-a)
G10 P500 X1.
