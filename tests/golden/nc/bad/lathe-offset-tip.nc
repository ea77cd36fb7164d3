(ALARM PS1144 line 2 column 8 fanuc-lathe-a)
G10 P1 Q10
