"""French itself: dates, numbers, money, names of people."""
