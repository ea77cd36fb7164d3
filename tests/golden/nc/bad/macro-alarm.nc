(ALARM MC3000 line 2 column 1)
#3000=0 (NO TOOL)
