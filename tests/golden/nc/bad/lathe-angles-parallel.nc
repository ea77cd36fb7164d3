(ALARM PS0058 line 4 column 1 fanuc-lathe-a)
T0101 S400 M03 F0.2
G01 ,A180.
X270. Z290. ,A180.
