(ALARM OT0500 line 2 column 5)
G53 X50
