(ALARM RUNAWAY line 2 column 4)
N1 #1=#1+1
GOTO 1
