(ALARM OT0500 line 3 column 5 fanuc-lathe-a)
T0101
G00 X900.
