(ALARM PS0114 line 2 column 10)
G01 X[#1+] F100
