(ALARM PS0144 line 2 column 1)
G68 X0 Y0
