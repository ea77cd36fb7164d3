(ALARM PS0056 line 4 column 1 fanuc-lathe-a)
T0101 S400 M03 F0.2
G01 ,A180.
M30
